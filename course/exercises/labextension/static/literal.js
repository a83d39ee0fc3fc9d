// Python literals, read and written as course.notebook.answers does it. Nothing is ever run.

// Lines end at "\n" alone, as for Python; a dot and the m flag of JavaScript know more line ends.
const MARKED = /^([ \t]*answer[ \t]*=[ \t]*)([^]*?)([ \t]*,?[ \t]*# recorded answer[ \t]*)$/;
const ESCAPES = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", a: "\x07", "\\": "\\", "'": "'", '"': '"' };
const WORDS = { None: null, True: true, False: false };

/** Write a value as a Python literal on one line, with sorted keys. */
export function toLiteral(value) {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number") return String(value);
  // A JSON text is a Python text too, lone surrogates included: JSON escapes them.
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(toLiteral).join(", ")}]`;
  const pairs = Object.entries(value).map(([key, item]) => [toLiteral(key), toLiteral(item)]);
  pairs.sort(([one], [other]) => compareCodePoints(one, other));
  return `{${pairs.map((pair) => pair.join(": ")).join(", ")}}`;
}

/** Read a Python literal; throws SyntaxError on anything else. Sets and tuples become lists. */
export function fromLiteral(text) {
  const reader = { text, at: 0 };
  const value = readValue(reader, 0);
  skipBlanks(reader);
  if (reader.at < text.length) throw new SyntaxError("more than one value");
  return value;
}

/** Read the marked line of a cell: {answer, problem}, or null where there is no such line. */
export function readAnswer(source) {
  const line = markedLine(source);
  if (!line) return null;
  try {
    return { answer: fromLiteral(line[2]), problem: "" };
  } catch {
    const problem = "The line with the recorded answer cannot be read, so it counts as unanswered. Answer again.";
    return { answer: null, problem };
  }
}

/** Return the source with a new value in its marked line, or null where there is none. */
export function writeAnswer(source, value) {
  const lines = source.split("\n");
  const place = lines.findLastIndex((line) => MARKED.test(line));
  if (place < 0) return null;
  lines[place] = `${MARKED.exec(lines[place])[1]}${toLiteral(value)},  # recorded answer`;
  return lines.join("\n");
}

// The last one counts: an author's text may hold the words of the mark, but the answer comes last.
function markedLine(source) {
  return MARKED.exec(source.split("\n").findLast((line) => MARKED.test(line)) ?? "");
}

// Python sorts texts by code point, JavaScript by UTF-16 unit; they differ beyond the first plane.
function compareCodePoints(one, other) {
  const [a, b] = [[...one], [...other]];
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    if (a[i] !== b[i]) return a[i].codePointAt(0) - b[i].codePointAt(0);
  }
  return a.length - b.length;
}

function skipBlanks(reader) {
  while (/[ \t\n]/.test(reader.text[reader.at] ?? "")) reader.at += 1;
}

function readValue(reader, depth) {
  if (depth > 6) throw new SyntaxError("nested too deep");
  skipBlanks(reader);
  const first = reader.text[reader.at];
  if (first === '"' || first === "'") return readText(reader);
  if (first === "[") return readItems(reader, "]", depth);
  if (first === "(") return readItems(reader, ")", depth);
  if (first === "{") return readBraces(reader, depth);
  const word = /^(None|True|False|[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?)/.exec(reader.text.slice(reader.at));
  if (!word) throw new SyntaxError("no plain value");
  reader.at += word[0].length;
  return word[0] in WORDS ? WORDS[word[0]] : Number(word[0]);
}

function readText(reader) {
  const quote = reader.text[reader.at];
  let found = "";
  for (reader.at += 1; reader.at < reader.text.length; reader.at += 1) {
    const sign = reader.text[reader.at];
    if (sign === quote) {
      reader.at += 1;
      return found;
    }
    found += sign === "\\" ? readEscape(reader) : sign;
  }
  throw new SyntaxError("text without end");
}

function readEscape(reader) {
  reader.at += 1;
  const sign = reader.text[reader.at];
  if (sign in ESCAPES) return ESCAPES[sign];
  const digits = { x: 2, u: 4, U: 8 }[sign];
  const code = digits && reader.text.slice(reader.at + 1, reader.at + 1 + digits);
  if (!code || !/^[0-9a-fA-F]+$/.test(code) || code.length !== digits) {
    throw new SyntaxError("unknown escape");
  }
  reader.at += digits;
  return String.fromCodePoint(Number.parseInt(code, 16));
}

function readItems(reader, end, depth) {
  reader.at += 1;
  const found = [];
  for (;;) {
    skipBlanks(reader);
    if (reader.text[reader.at] === end) {
      reader.at += 1;
      return found;
    }
    found.push(readValue(reader, depth + 1));
    skipBlanks(reader);
    if (reader.text[reader.at] === ",") reader.at += 1;
    else if (reader.text[reader.at] !== end) throw new SyntaxError("list without end");
  }
}

function readBraces(reader, depth) {
  const start = reader.at;
  reader.at += 1;
  skipBlanks(reader);
  const found = {};
  for (let count = 0; ; count += 1) {
    skipBlanks(reader);
    if (reader.text[reader.at] === "}") {
      reader.at += 1;
      return found;
    }
    const key = readValue(reader, depth + 1);
    skipBlanks(reader);
    if (reader.text[reader.at] !== ":") {
      if (count > 0) throw new SyntaxError("dict without value");
      reader.at = start;
      return readItems(reader, "}", depth);
    }
    reader.at += 1;
    // defineProperty: a key such as __proto__ is a key like any other.
    Object.defineProperty(found, key, { value: readValue(reader, depth + 1), enumerable: true, writable: true, configurable: true });
    skipBlanks(reader);
    if (reader.text[reader.at] === ",") reader.at += 1;
    else if (reader.text[reader.at] !== "}") throw new SyntaxError("dict without end");
  }
}
