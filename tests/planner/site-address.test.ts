import { describe, expect, test } from "@jest/globals";
import { parseSiteAddress } from "../../src/planner/site-address.js";

const naps = { path: "/posts/naps", folder: "posts", slug: "naps" };

describe("an address of the site", () => {
  test.each([
    ["https://site.example", "/posts/naps"],
    ["https://site.example/blog", "/posts/naps"],
    ["https://site.example/blog", "/blog/posts/naps"],
    ["https://site.example/blog/", "/blog/posts/naps"],
    // The site's own path is the folder of a noun.
    ["https://site.example/posts", "/posts/naps"],
    ["https://site.example/posts", "/posts/naps/"],
    ["https://site.example/posts", "/posts/posts/naps"],
    ["https://site.example/posts", "https://site.example/posts/posts/naps"],
    ["https://site.example/blog/posts", "/posts/naps"],
    ["https://site.example/blog/posts", "/blog/posts/posts/naps"],
    ["https://site.example/posts/naps", "/posts/naps/"],
  ])("at %s can be %s", (siteUrl, text) => {
    expect(parseSiteAddress(text, siteUrl)).toEqual(naps);
  });

  test.each([
    ["https://site.example/posts", "https://site.example/posts/naps"],
    ["https://site.example/blog/posts", "/blog/posts/naps"],
    ["https://site.example/blog", "/blog/posts/naps/amp"],
  ])("at %s cannot be %s", (siteUrl, text) => {
    expect(parseSiteAddress(text, siteUrl)).toBeNull();
  });

  test.each([
    "/po\tsts/naps",
    "/posts/na\nps",
    "/posts/na\rps",
    "/posts/naps\n",
    "/posts/naps\0",
    "/posts/naps\u0001",
    "/posts/naps\u0085",
    "/posts/naps ",
    " /posts/naps",
    "\thttps://site.example/posts/naps",
    "ht\ntps://site.example/posts/naps",
    "https://site.example/posts/naps\0",
    "https://site.example/posts/naps ",
    "/posts/naps?a=\n",
  ])("is not %j", (text) => {
    expect(parseSiteAddress(text, "https://site.example")).toBeUndefined();
  });
});
