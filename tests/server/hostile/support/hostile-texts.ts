/** Texts that mean something to somebody else: a database, a browser, a shell, JavaScript, a decoder. */
export const hostileTexts: Readonly<Record<string, string>> = {
  "a quote and a condition": "' OR '1'='1",
  "a second statement": "first'); DROP TABLE post; --",
  "a union": '" UNION ALL VALUES (1, 2, 3) --',
  "parameters of statements": "$1 ?1 :name @name",
  "operators of full-text search": '"first" NEAR(a b) OR c:* AND -d | !e <-> f & (g',
  "wildcards and escapes": "%_\\%\\_\\\\'\"`",
  "an element of script": '</script><script>alert(1)</script><img src=x onerror="alert(1)">',
  NUL: "fir\0st",
  "half a surrogate pair": "fir\ud800st",
  "the other half": "\udfff",
  "the name of a prototype": "__proto__",
  "the name of a constructor": "constructor",
  "a format and a template": "%s%n%x {{7*7}} #{7*7} <%= 7*7 %>",
  "a path": "../../../../etc/passwd\0.md",
  "line breaks and a header": "first\r\nset-cookie: a=b\r\n\r\n",
  "a number that is too large": "9223372036854775808",
  "a day that is none": "2024-02-30T25:61:61.000Z",
  "a year that is far away": "+275760-09-13T00:00:00.001Z",
  "letters that grow when they are folded": "\ufdfa\u0390\u1fb7ß".repeat(500),
  "marks without end": `e${"\u0301".repeat(3_000)}`,
  "text that runs backwards": "\u202e\u2066first\u0000\u200d\ufeff\u{10ffff}",
  nothing: "",
};

/** Longer than most bounds, and short enough to be read. */
export const longText = "'a ".repeat(60_000);

/** Longer than a body may be. */
export const tooLongText = "x".repeat(1024 ** 2);

/** Values of JSON that are no text. */
export const hostileValues: Readonly<Record<string, unknown>> = {
  null: null,
  "a number": 1e308,
  "a whole number that is no 32 bits": 2 ** 53,
  "less than nothing": -1,
  "a fraction": 1.5,
  true: true,
  "a list": [[["x"]]],
  "an object": { slug: "first" },
  "an object with a prototype": JSON.parse('{"__proto__":{"slug":"first"},"constructor":{"prototype":{}}}'),
};
