import { charts } from './messages/charts.ts';
import { constructs } from './messages/constructs.ts';
import { evidence } from './messages/evidence.ts';
import { files } from './messages/files.ts';
import { links } from './messages/links.ts';
import { making } from './messages/making.ts';
import { parity } from './messages/parity.ts';
import { shown } from './messages/shown.ts';
import { slides } from './messages/slides.ts';
import { source } from './messages/source.ts';
import { talks } from './messages/talks.ts';
import { templates } from './messages/templates.ts';

export type { Message } from './messages/message.ts';
export type { Shown } from './messages/shown.ts';

/** Every text that an author can be shown, by room. */
export const messages = {
  ...files,
  ...slides,
  ...talks,
  ...constructs,
  ...links,
  ...charts,
  ...evidence,
  ...shown,
  ...templates,
  ...making,
  ...parity,
  ...source,
};
