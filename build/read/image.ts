import { imageSize } from 'image-size';
import type { Image } from '../model/deck.ts';
import { diagnose } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';
import { localPath } from './text.ts';

const mimes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
};

/** Reads an image that `at` names; its type is told from its bytes. */
export function readImage(
  href: string,
  alt: string,
  caption: string,
  at: Span,
  context: ReadContext,
): Image | undefined {
  const local = localPath(href, at.source.path);
  if (local.kind !== 'local') {
    context.report(
      diagnose(at, local.kind === 'remote' ? messages.urlRemote(href) : messages.pathOutside(href)),
    );
    return undefined;
  }
  const file = context.files.read(local.path);
  if (file.kind !== 'bytes') {
    context.report(
      diagnose(at, file.kind === 'missing' ? messages.imageMissing(href) : messages.pathOutside(href)),
    );
    return undefined;
  }
  if (alt === '') context.report(diagnose(at, messages.altMissing(href)));
  try {
    const { width, height, type = '' } = imageSize(file.bytes);
    const mime = mimes[type];
    if (mime) return { path: local.path, alt, caption, mime, bytes: file.bytes, width, height };
  } catch {
    // said below: not an image
  }
  context.report(diagnose(at, messages.imageType(href)));
  return undefined;
}
