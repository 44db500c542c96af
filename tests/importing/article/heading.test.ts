import { describe, expect, it } from "@jest/globals";
import { readHeading } from "../../../src/importing/article/heading.js";

describe("headings of contributions", () => {
  it.each([
    ["Jane Roe, MD", { name: "Jane Roe", credentials: ["MD"] }],
    ["Dr Jane Roe – Harbor", { honorific: "Dr", name: "Jane Roe", credentials: [], clinic: "Harbor" }],
    ["Dr.Jane Roe", { honorific: "Dr.", name: "Jane Roe", credentials: [] }],
    ["1. Jane Roe, PA-C | Harbor", { name: "Jane Roe", credentials: ["PA-C"], clinic: "Harbor" }],
    ["Jane Roe MD MPH – Harbor", { name: "Jane Roe", credentials: ["MD", "MPH"], clinic: "Harbor" }],
    ["Conor Vale PA-C – Harbor", { name: "Conor Vale", credentials: ["PA-C"], clinic: "Harbor" }],
    ["Jane Roe, MD/PhD – Harbor", { name: "Jane Roe", credentials: ["MD", "PhD"], clinic: "Harbor" }],
    ["Jane Roe, MS, OTR/L – Harbor", { name: "Jane Roe", credentials: ["MS", "OTR/L"], clinic: "Harbor" }],
    ["Jane Roe, RN & LMT – Harbor", { name: "Jane Roe", credentials: ["RN", "LMT"], clinic: "Harbor" }],
    [
      "Jane Roe, XYZQ, PMHNP-BC – Harbor",
      { name: "Jane Roe", credentials: ["XYZQ", "PMHNP-BC"], clinic: "Harbor" },
    ],
    ["Jane Roe, CEO – Harbor", { name: "Jane Roe", credentials: [], title: "CEO", clinic: "Harbor" }],
    [
      "Jane Roe, PsyD, Founder and CEO, Harbor – Bay",
      { name: "Jane Roe", credentials: ["PsyD"], title: "Founder and CEO, Harbor", clinic: "Bay" },
    ],
    ["Jane Roe, M.D., P.C.", { name: "Jane Roe", credentials: ["M.D."], title: "P.C." }],
    ["J. R. Roe III, MD – Harbor", { name: "J. R. Roe III", credentials: ["MD"], clinic: "Harbor" }],
    [
      "William “Bill” Roe, MD – Harbor",
      { name: "William “Bill” Roe", credentials: ["MD"], clinic: "Harbor" },
    ],
    ["Fatima al-Hassan, MD –Harbor", { name: "Fatima al-Hassan", credentials: ["MD"], clinic: "Harbor" }],
    ["Ana García–Lorca, MD – Harbor", { name: "Ana García–Lorca", credentials: ["MD"], clinic: "Harbor" }],
    [
      "DR. JANE ROE, MD – HARBOR",
      { honorific: "DR.", name: "JANE ROE", credentials: ["MD"], clinic: "HARBOR" },
    ],
    ["So Young Park – Harbor", { name: "So Young Park", credentials: [], clinic: "Harbor" }],
  ])("%s", (line, heading) => {
    expect(readHeading(line)).toMatchObject({ kind: "heading", heading });
    expect(readHeading(line)).toHaveProperty("heading", heading);
  });
});

describe("lines that are no headings of contributions", () => {
  it.each([
    "Considering Breathing For Stress?",
    "Final Thoughts – What Comes Next",
    "How It Works – Step By Step",
    "Dr. Roe’s Advice – Start Early",
    "Dr. Roe says that sleep matters",
    "Dr. Roe, who founded the clinic – one of the first – says no",
    "Dr. Jane Roe, MD – Harbor, has seen this often.",
    "“Jane Roe, MD – Harbor",
    "– Dr. Jane Roe, MD",
    "Sleep and Rest – Two Sides",
    "Jane – Harbor",
    "Medically checked with Jane Roe, MD",
    "Jane Roe, Founder",
    "Austin Springs, TX",
    "2024-05-01 10:00:00 INFO - started",
    `Dr. Jane Roe, MD – ${"a long clinic name ".repeat(20)}`,
  ])("%s", (line) => {
    expect(readHeading(line)).toEqual({ kind: "none" });
  });
});

describe("headings that cannot be split", () => {
  it.each([
    ["MD, MPH – Harbor", "it has no name"],
    ["Dr. – Harbor", "it has no name"],
    ["Dr. Jane Roe, MD –", "a dash has nothing behind it"],
    ["Jane, MD – Harbor", "a name of one word needs an honorific"],
    ["dr. jane roe, md – Harbor", "“jane” cannot be part of a person's name"],
    ["Dr. Jane Roe and Dr. Sam Poe – Harbor", "it names more than one person"],
    ["Jane Roe, MD, and Sam Poe, DO – Harbor", "it names more than one person"],
    ["Founder Dr. Jane Roe, MD – Harbor", "cannot be part of a person's name"],
    ["Dr. Jane van der – Harbor", "the name breaks off"],
  ])("%s", (line, why) => {
    expect(readHeading(line)).toEqual({ kind: "unreadable", why: expect.stringContaining(why) });
  });
});
