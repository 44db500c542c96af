import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { signPreview, verifyPreview } from "../../src/access/preview-token.js";

const secret = "a secret of more than 32 characters";
const grant = { postId: "post_abc", expiresAt: "2026-03-01T00:00:00.000Z" };
const before = "2026-02-28T23:59:59.999Z";

describe("a preview token", () => {
  test("grants what was signed, until it expires", () => {
    const token = signPreview(grant, secret);
    expect(token).toMatch(/^clp_[\w-]+\.[\w-]{43}$/);
    expect(verifyPreview(token, secret, before)).toEqual({ grant });
    expect(verifyPreview(token, secret, grant.expiresAt)).toEqual({ fault: "expired" });
  });

  test("that another secret has signed is none", () => {
    expect(verifyPreview(signPreview(grant, `${secret}!`), secret, before)).toEqual({ fault: "malformed" });
  });

  test("is none when any of its characters is another", () => {
    const token = signPreview(grant, secret);
    for (let at = 0; at < token.length; at += 1) {
      const changed = `${token.slice(0, at)}${token[at] === "A" ? "B" : "A"}${token.slice(at + 1)}`;
      expect(verifyPreview(changed, secret, before)).toEqual({ fault: "malformed" });
    }
    expect(verifyPreview(`${token}.`, secret, before)).toEqual({ fault: "malformed" });
  });

  test("is none of any other text", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyPreview(`clp_${text}`, secret, before)).toEqual({ fault: "malformed" });
      }),
    );
  });
});
