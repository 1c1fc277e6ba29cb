import type { Element, ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';

/** What markup with several states shows in one: the groups of other states taken out, those of this one opened. */
export function shownIn(merged: string, state: number): string {
  const open = (node: ElementContent): ElementContent[] => {
    if (node.type !== 'element') return [node];
    const children = node.children.flatMap(open);
    const states = node.properties.dataStates as string[] | string | undefined;
    if (states === undefined) return [{ ...node, children }];
    return String(states).split(/[ ,]/).includes(String(state)) ? children : [];
  };
  const [root] = fromHtml(merged, { fragment: true, space: 'svg' }).children.flatMap((node) =>
    open(node as Element),
  );
  return toHtml(root as Element, { space: 'svg', characterReferences: { useNamedReferences: true } });
}
