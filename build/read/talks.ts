import { type Config, type TalkPlan, wholeTalk } from '../model/config.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { type Message, messages } from '../model/messages.ts';
import type { TalksSpec } from './config.ts';
import type { Checked } from './yaml.ts';

/** The talks that deck.yaml names; each becomes a folder beside the files of the whole, so its name is looked at. */
export function readTalks(
  specs: TalksSpec,
  { spanOf, nameOf }: Pick<Checked<unknown>, 'spanOf' | 'nameOf'>,
  context: ReadContext,
): Config['talks'] {
  return Object.entries(specs).map(([name, { title, subtitle, minutes, slides }]): TalkPlan => {
    const path = ['talks', name];
    const wrong = nameFault(name);
    if (wrong) context.report(diagnose(nameOf(path), wrong));
    return {
      name,
      title,
      subtitle,
      minutes: minutes === undefined ? undefined : { total: minutes, span: spanOf([...path, 'minutes']) },
      slides: slides.map((entry, n) => ({ entry, span: spanOf([...path, 'slides', n]) })),
      span: nameOf(path),
    };
  });
}

/** What else dist/ holds, or a command means, by a name. */
const taken = [wholeTalk, 'index.html', 'slides.pdf', 'handout.pdf', 'talks.html', 'png'];

/** What Windows has no folders by. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

function nameFault(name: string): Message | undefined {
  if (taken.includes(name)) return messages.talkNameTaken(name);
  return /^[a-z0-9][a-z0-9-]*$/.test(name) && !devices.test(name)
    ? undefined
    : messages.talkNameInvalid(name);
}
