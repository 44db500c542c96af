import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { toSlug } from "../../src/writing/to-slug.js";

test.each([
  [
    "How Ketamine For Treating Anxiety Works, Per Medical Experts",
    "how-ketamine-for-treating-anxiety-works-per-medical-experts",
  ],
  ["Marisol Peña Quintanal", "marisol-pena-quintanal"],
  ["Łukasz Øster-Groß", "lukasz-oster-gross"],
  ["Dr. O’Brien's  Clinic", "dr-obriens-clinic"],
  ["8 Myths", "8-myths"],
  ["ﬁne", "fine"],
])("of %j is %j", (name, slug) => {
  expect(toSlug(name)).toBe(slug);
});

test("of a name without Latin letters is its own", () => {
  expect(toSlug("Анна")).toMatch(/^n-[0-9a-f]{12}$/);
  expect(toSlug("Анна")).not.toBe(toSlug("Иван"));
});

test("is always a slug of at most 200 characters, and its own slug", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 400 }), (name) => {
      const slug = toSlug(name);
      expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      expect(slug.length).toBeLessThanOrEqual(200);
      expect(toSlug(slug)).toBe(slug);
    }),
  );
});

test("is cut between words", () => {
  const slug = toSlug(Array.from({ length: 60 }, () => "seven77").join(" "));
  expect(slug).toHaveLength(199);
  expect(slug.endsWith("-seven77")).toBe(true);
});
