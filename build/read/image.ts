import { imageSize } from 'image-size';
import type { Image } from '../model/deck.ts';
import { diagnose, nearest } from '../model/diagnostic.ts';
import type { ReadContext } from '../model/files.ts';
import { messages } from '../model/messages.ts';
import type { Span } from '../model/source.ts';
import { readAttributes } from './directive.ts';
import { isSvg } from './svg.ts';
import { faultOf, localPath } from './text.ts';

const mimes: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
};

const sizeKeys = ['width', 'height'] as const;

/** Reads the size that an author gives an image, `width=50% height=200px`; undefined where there is none. */
export function readImageSize(
  attributes: string | undefined,
  at: Span,
  context: Pick<ReadContext, 'report'>,
): Image['size'] {
  if (attributes === undefined) return undefined;
  const size: { width?: string; height?: string } = {};
  for (const [name, value] of readAttributes(attributes)) {
    const key = sizeKeys.find((known) => known === name);
    const [, number = '', unit = 'px'] = /^(\d+(?:\.\d+)?)(px|%)?$/.exec(value) ?? [];
    const isSize = Number(number) > 0 && (unit === 'px' || (key === 'width' && Number(number) <= 100));
    if (!key)
      context.report(
        diagnose(at, messages.fieldUnknown(name || value, nearest(name || value, sizeKeys), sizeKeys)),
      );
    else if (!isSize) context.report(diagnose(at, messages.imageSize(key, value)));
    else size[key] = number + unit;
  }
  return size;
}

/** Reads an image that `at` names, with words for those who cannot see it; its type is told from its bytes. */
export function readImage(
  href: string,
  alt: string,
  caption: string,
  at: Span,
  context: ReadContext,
): Image | undefined {
  const image = loadImage(href, at, context);
  if (image && alt === '') context.report(diagnose(at, messages.altMissing(href)));
  return image && { ...image, alt, caption };
}

/** Loads an image that only decorates. */
export function loadImage(href: string, at: Span, context: ReadContext): Image | undefined {
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
      diagnose(
        at,
        faultOf(file, href, () => messages.imageMissing(href)),
      ),
    );
    return undefined;
  }
  try {
    const { width, height, type = '' } = imageSize(file.bytes);
    const mime = mimes[type];
    if (type === 'svg' && !isSvg(local.path)) {
      context.report(diagnose(at, messages.imageSvgName(href)));
      return undefined;
    }
    if (file.removed?.length) context.report(diagnose(local.path, messages.imageCleaned(file.removed)));
    if (mime) return { path: local.path, alt: '', caption: '', mime, bytes: file.bytes, width, height };
  } catch {
    // said below: not an image
  }
  context.report(diagnose(at, messages.imageType(href)));
  return undefined;
}
