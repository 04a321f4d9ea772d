/** Where a text stops being JSON, for people. */
export interface JsonProblem {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
  /** Offset in the text, from 0. */
  readonly offset: number;
  /** What is wrong and the way out, in a sentence. */
  readonly message: string;
}

/**
 * Finds the first place where the text is not JSON (RFC 8259); undefined when it is. Browsers say this in different words
 * and not all of them say where, so the reading is our own. It accepts exactly what JSON.parse accepts.
 */
export function findJsonProblem(text: string): JsonProblem | undefined {
  const reader = new Reader(text);
  try {
    reader.document();
    return undefined;
  } catch (failure) {
    if (!(failure instanceof Stop)) throw failure;
    const before = text.slice(0, failure.offset).split("\n");
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset: failure.offset, message: failure.message };
  }
}

class Stop extends Error {
  readonly offset: number;
  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z_$][\w$]*/y;
const FOREIGN_WORDS: Readonly<Record<string, string>> = {
  True: "JSON writes true in lower case.",
  False: "JSON writes false in lower case.",
  None: "JSON has no None: write null.",
  undefined: "JSON has no undefined: write null, or leave the member out.",
  NaN: "JSON has no NaN: write null, or a string.",
};

class Reader {
  #at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#space();
    if (this.#at === this.#text.length) this.#stop("The event is empty. Write a JSON value, for example {}.");
    // Objects and arrays that are open, so that deep nesting does not exhaust the stack.
    const open: ("}" | "]")[] = [];
    for (;;) {
      const opened = this.#valueOrOpening();
      if (opened) {
        open.push(opened);
        this.#space();
        if (this.#peek() !== opened) {
          if (opened === "}") this.#name();
          continue;
        }
      }
      if (!this.#closeAndNext(open)) break;
    }
    if (this.#at < this.#text.length) {
      this.#stop(this.#text.startsWith("//", this.#at) || this.#text.startsWith("/*", this.#at) ? "JSON has no comments. Delete this one." : "The JSON value ends before this. Delete what follows it.");
    }
  }

  /** After a value: closes what ends here; true when another value follows a comma. */
  #closeAndNext(open: ("}" | "]")[]): boolean {
    for (;;) {
      this.#space();
      const closing = open.at(-1);
      if (closing === undefined) return false;
      const next = this.#peek();
      if (next === closing) {
        this.#at++;
        open.pop();
        continue;
      }
      if (next !== ",") {
        if (next === undefined) this.#stop(`The text ends here, but a ${closing} is still missing. Add it.`);
        if (next === "}" || next === "]") this.#stop(`Expected ${closing} here, found ${next}. Brackets must close in the order they were opened.`);
        this.#stop(`Expected a comma or ${closing} here. A comma may be missing before this.`);
      }
      const comma = this.#at++;
      this.#space();
      if (this.#peek() === closing) this.#stop(`There is a comma too many before this ${closing}. Delete it.`, comma);
      if (closing === "}") this.#name();
      return true;
    }
  }

  /** Reads a whole simple value, or only the opening bracket and then says what closes it. */
  #valueOrOpening(): "}" | "]" | undefined {
    this.#space();
    const next = this.#peek();
    if (next === "{" || next === "[") {
      this.#at++;
      return next === "{" ? "}" : "]";
    }
    if (next === '"') this.#string();
    else if (next !== undefined && /[-\d]/.test(next)) this.#number();
    else this.#word();
    return undefined;
  }

  #name(): void {
    const next = this.#peek();
    if (next === undefined) this.#stop("The text ends here, but a member or a } is still missing.");
    if (next === "'") this.#stop("JSON writes names in double quotes (\"), not in single ones.");
    if (next !== '"') this.#stop(next === "}" || next === "]" || next === "," ? "Expected the name of a member here, in double quotes." : "Names of members stand in double quotes: write \"name\": value.");
    this.#string();
    this.#space();
    if (this.#peek() !== ":") this.#stop("Expected a colon (:) between the name and its value.");
    this.#at++;
  }

  #string(): void {
    const start = this.#at++;
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined) this.#stop('This string never ends. Add the closing double quote (").', start);
      if (character === '"') break;
      if (character === "\n" || character === "\r") this.#stop('A string cannot go on in the next line. Close it with a double quote ("), or write \\n for a new line.');
      if (character < " ") this.#stop("A control character, such as a tab, cannot stand in a string. Write it as an escape: \\t for a tab.");
      if (character === "\\") {
        if (!/^(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/.test(this.#text.slice(this.#at + 1, this.#at + 6))) this.#stop("This backslash starts no escape that JSON knows. Write \\\\ for a backslash.");
        this.#at++;
      }
      this.#at++;
    }
    this.#at++;
  }

  #number(): void {
    const start = this.#at;
    NUMBER.lastIndex = start;
    const found = NUMBER.exec(this.#text);
    this.#at = found ? NUMBER.lastIndex : start + 1;
    const next = this.#peek();
    if (!found || (next !== undefined && /[\w.+]/.test(next))) this.#stop("This is no JSON number. Numbers have no leading zero or plus, and a digit on both sides of the point.", start);
  }

  #word(): void {
    const next = this.#peek();
    if (next === undefined) this.#stop("The text ends here, but a value is still missing.");
    if (next === "'") this.#stop('JSON writes strings in double quotes ("), not in single ones.');
    WORD.lastIndex = this.#at;
    const word = WORD.exec(this.#text)?.[0];
    if (word === "true" || word === "false" || word === "null") this.#at += word.length;
    else if (word !== undefined) this.#stop(FOREIGN_WORDS[word] ?? `“${word.slice(0, 30)}” is no JSON value. Text stands in double quotes (").`);
    else if (next === "/") this.#stop("JSON has no comments. Delete this one.");
    else this.#stop("Expected a value here: a string, a number, an object, an array, true, false or null.");
  }

  #space(): void {
    while (this.#at < this.#text.length && " \t\n\r".includes(this.#text[this.#at] ?? "")) this.#at++;
  }

  #peek(): string | undefined {
    return this.#text[this.#at];
  }

  #stop(message: string, offset = this.#at): never {
    throw new Stop(offset, message);
  }
}
