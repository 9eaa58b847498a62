const QUOTED = /[";\r\n]/;

/** One row as the accounting system reads it: semicolons, CRLF. */
export function row(values) {
  return `${values.map(cell).join(';')}\r\n`;
}

function cell(value) {
  const text = String(value ?? '');
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
