import { describe, expect, it, test } from "@jest/globals";
import { matchTags } from "../../../src/importing/article/tag-matching.js";

const sleep = { slug: "sleep", names: ["Sleep"] };

function passagesWith(...mentions: string[]): string[] {
  return mentions.map((mention) => `They speak of ${mention} here.`);
}

describe("how much is enough", () => {
  it("one name in the title", () => {
    expect(matchTags({ title: "On Sleep", passages: ["Nothing else."] }, [sleep])).toEqual([
      { slug: "sleep", inTitle: true, mentions: 0, passages: 0, tagged: true },
    ]);
  });

  it("five mentions in three passages", () => {
    const passages = passagesWith("sleep and sleep", "sleep, sleep", "sleep");
    expect(matchTags({ title: "Nights", passages }, [sleep])).toEqual([
      { slug: "sleep", inTitle: false, mentions: 5, passages: 3, tagged: true },
    ]);
  });

  it.each([
    ["four mentions", passagesWith("sleep", "sleep", "sleep", "sleep")],
    ["two passages", passagesWith("sleep, sleep, sleep", "sleep, sleep, sleep")],
    [
      "less than one mention per 400 words",
      [...passagesWith("sleep", "sleep", "sleep sleep sleep"), "word ".repeat(2_000)],
    ],
  ])("%s are too little", (_, passages) => {
    expect(matchTags({ title: "Nights", passages }, [sleep])).toMatchObject([
      { slug: "sleep", tagged: false },
    ]);
  });

  it("tags that are not mentioned are left out", () => {
    expect(matchTags({ title: "Nights", passages: ["Rest."] }, [sleep])).toEqual([]);
  });
});

describe("what counts as a mention", () => {
  const mentions = (passage: string, ...names: string[]) =>
    matchTags({ title: "", passages: [passage] }, [{ slug: "tag", names }])[0]?.mentions ?? 0;

  test.each([
    ["whole words only", "Sleepers oversleep in sleepwear.", ["sleep"], 0],
    ["any case", "SLEEP, Sleep, sleep", ["sLeep"], 3],
    ["accents or none", "Café, cafe, cafe\u0301", ["cafe"], 3],
    ["plurals of either side", "SSRIs and an SSRI; therapies, boxes", ["SSRI", "Therapy", "Box"], 4],
    ["singulars for a plural name", "one benzodiazepine", ["Benzodiazepines"], 1],
    ["possessives", "Sleep's price, sleep’s gain", ["sleep"], 2],
    ["parts of compounds", "sleep-deprived, anti-sleep", ["sleep"], 2],
    ["names of several words across hyphens", "deep-sleep phases, deep sleep", ["Deep sleep"], 2],
    ["overlapping synonyms once", "deep sleep therapy", ["sleep", "deep sleep", "deep sleep therapy"], 1],
    ["AIDS is no plural of aid", "hearing aids, an aid, AIDS", ["AIDS"], 1],
    ["signs that belong to a name", "C, C++ and C#", ["C++"], 1],
    ["words that only look like plurals", "stress, analysis, virus", ["stres", "analysi", "viru"], 0],
    ["names without a word", "sleep", ["–", ""], 0],
  ])("%s", (...[, passage, names, expected]) => {
    expect(mentions(passage, ...names)).toBe(expected);
  });

  test("a longer name of one tag leaves the shorter name of another its mention", () => {
    const vocabulary = [sleep, { slug: "sleep-therapy", names: ["Sleep therapy"] }];
    expect(matchTags({ title: "", passages: ["Sleep therapy"] }, vocabulary)).toMatchObject([
      { slug: "sleep", mentions: 1 },
      { slug: "sleep-therapy", mentions: 1 },
    ]);
  });
});

test("a text of 2 MB is matched against thousands of tags that all begin alike", () => {
  const vocabulary = Array.from({ length: 5_000 }, (_, index) => ({
    slug: `tag-${index}`,
    names: [`deep sleep ${index}`],
  }));
  const matches = matchTags({ title: "", passages: ["deep sleep 42 ".repeat(150_000)] }, vocabulary);
  expect(matches).toEqual([
    { slug: "tag-42", inTitle: false, mentions: 150_000, passages: 1, tagged: false },
  ]);
});
