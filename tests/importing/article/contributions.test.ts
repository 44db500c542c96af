import { describe, expect, it } from "@jest/globals";
import { listContributions, outline, parseFixture } from "./read-fixture.js";

describe("an article with every kind of separator", () => {
  const article = parseFixture("separators");

  it("splits at dashes and spaced hyphens, and leaves hyphens in words", () => {
    expect(listContributions(article).map(({ heading }) => heading)).toEqual([
      {
        honorific: "Dr.",
        name: "Lena Abel",
        credentials: ["PsyD"],
        clinic: "Well-Being House",
        clinicTagline: "Tele-Health For Two",
      },
      { name: "Marcus Tide", credentials: ["RN"], clinic: "Mid-Town Care" },
      {
        name: "Ann-Marie Pellew-Stone",
        credentials: ["PA-C"],
        clinic: "The Low-Tide Clinic",
        clinicTagline: "Coast – And Hills",
      },
      { name: "Theo Brandt", credentials: ["MD", "PhD"], clinic: "Quiet Room" },
      { name: "Ida Quist", credentials: [], clinic: "Sound Harbor" },
    ]);
  });

  it("strips single, angled and low quotation marks", () => {
    expect(listContributions(article).map(({ contribution, markdown }) => [contribution, markdown])).toEqual([
      ["STATEMENT", expect.stringMatching(/^We start .* that\.$/u)],
      ["QUOTE", "Count to four, then stop counting."],
      ["QUOTE", "I let people breathe badly first. It shows them that they can't do it wrong."],
      ["QUOTE", "Four minutes a day. I have never asked for more."],
      ["QUOTE", "Breathe as you would read aloud, with the commas."],
    ]);
  });
});

describe("an article with every use of quotation marks", () => {
  const article = parseFixture("quotation-marks");
  const markdownOf = (name: string) =>
    listContributions(article).find(({ heading }) => heading.name === name)?.markdown;

  it("tells quotations from statements", () => {
    expect(outline(article)).toEqual([
      "text",
      "QUOTE: Alma Reyes",
      "QUOTE: Joel Tanner",
      "text",
      "QUOTE: Wen Castellane",
      "STATEMENT: Saskia Boyd",
      "QUOTE: Piotr Hale",
      "related: The Card On The Fridge",
      "QUOTE: June Oyelaran",
      "related: A Kitchen At Midnight",
      "text",
    ]);
  });

  it("strips marks that open each paragraph again", () => {
    expect(markdownOf("Alma Reyes")).not.toMatch(/[“”]/u);
    expect(markdownOf("Alma Reyes")?.split("\n\n")).toHaveLength(3);
  });

  it("keeps straight marks inside straight marks", () => {
    expect(markdownOf("Joel Tanner")).toMatch(/I tell it "the day is over" and[^"]*Then I lie\.$/u);
  });

  it("joins paragraphs that are each closed", () => {
    expect(markdownOf("Wen Castellane")).toBe(
      "Routine is boring.\n\nBoring is the point.\n\nI sell boredom to people who are ‘too busy’ for it.",
    );
  });

  it("leaves a paragraph that merely quotes as it is", () => {
    expect(markdownOf("Saskia Boyd")).toBe(
      "“Ask what the bed is for,” she tells new patients. “Most name four things.”",
    );
  });

  it("takes lists and related lines inside an open quotation for part of it", () => {
    expect(markdownOf("Piotr Hale")?.split("\n\n")).toEqual([
      "Here is what I write on a card:",
      "No Screens After Nine",
      "No Clocks In Sight",
      "No Arguments In Bed",
      "“Rest” is a verb on that card. It has always been one.",
    ]);
  });

  it("ends a quotation that is never closed at the next section", () => {
    expect(markdownOf("June Oyelaran")).toMatch(
      /^I never finish .*\n\nSome of my patients leave the dishes\.$/u,
    );
    expect(article.blocks.at(-1)).toMatchObject({
      markdown: expect.stringMatching(/^## What To Take Home\n\n/u),
    });
  });
});

describe("an article with names from many places", () => {
  it("keeps particles, accents, double surnames and suffixes in the name", () => {
    expect(listContributions(parseFixture("names")).map(({ heading }) => heading)).toEqual([
      {
        honorific: "Dr.",
        name: "María José García-Lorca y Fernández",
        credentials: ["MD", "PhD"],
        clinic: "Clínica del Río",
      },
      {
        honorific: "Prof. Dr.",
        name: "Jan-Willem van der Berg",
        credentials: ["M.D.", "Ph.D."],
        title: "Head of Pain Medicine",
        clinic: "Amstel Pijnhuis",
      },
      { name: "Siobhán O’Dálaigh", credentials: ["CRNA"], clinic: "Lough House" },
      { honorific: "Ms.", name: "Zoë d’Angelo-Ruiz", credentials: ["LMFT", "NCC"], clinic: "Casa Lumen" },
      { name: "Charles Whitlock, Jr.", credentials: ["DO"], clinic: "Whitlock & Sons Osteopathy, Inc." },
      {
        name: "Đặng Thị Hoa de la Cruz",
        credentials: ["APRN", "FNP-C"],
        title: "Founder, Nurse Practitioner",
        clinic: "Río Verde",
      },
    ]);
  });
});
