// Part of npm run bench: its results in Markdown.

/** Significant digits that a median of few runs bears. */
function rounded(value) {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(value >= 10 ? 3 : 2);
}

/** Results as tables, one for decks with charts and one for those without: a row for each measure and tool. */
export function tableOf(rows, { machine, date }) {
  const sections = [...new Set(rows.map(({ charts }) => charts))].map((charts) => {
    const some = rows.filter((row) => row.charts === charts);
    const counts = [...new Set(some.map(({ slides }) => slides))];
    const kinds = [...new Set(some.map(({ measure, tool, unit }) => JSON.stringify([measure, tool, unit])))];
    const lines = kinds.sort(byMeasure(some)).map((kind) => {
      const [measure, tool, unit] = JSON.parse(kind);
      const cells = counts.map((slides) => {
        const found = some.find(
          (row) => row.slides === slides && row.measure === measure && row.tool === tool,
        );
        return found ? `${rounded(found.value)}` : '–';
      });
      return `| ${[measure, tool, unit, ...cells].join(' | ')} |`;
    });
    return [
      `## Charts: ${charts}`,
      '',
      `| | | | ${counts.map((count) => `${count.toLocaleString('en')} slides`).join(' | ')} |`,
      `|---|---|---|${counts.map(() => '---:|').join('')}`,
      ...lines,
      '',
    ].join('\n');
  });
  return `# Performance

Medians, measured on ${date} with \`npm run bench -- --peers --write\`: ${machine}.

The decks are made of the words and charts of the talk in [slides/](../slides), over and over; no two charts are the same. *New* means that nothing was kept from a build before: neither \`dist/\` nor drawings. For the other tools charts are pictures that were drawn beforehand, and \`index.html\` is what each writes for browsers: reveal-md a folder. *Turning a slide* is the time for script, style and layout. *Memory* is the most that all processes of Node together have in memory while they make \`index.html\`.

${sections.join('\n')}`;
}

function byMeasure(rows) {
  const order = new Map();
  for (const { measure } of rows) if (!order.has(measure)) order.set(measure, order.size);
  return (a, b) => order.get(JSON.parse(a)[0]) - order.get(JSON.parse(b)[0]);
}
