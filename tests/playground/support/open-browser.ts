import { existsSync } from "node:fs";
import { type Browser, chromium, type Page } from "playwright-core";

const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Why no browser can be started here; undefined where one can. */
export const browserMissing = existsSync(executablePath)
  ? undefined
  : `there is no Chromium at ${executablePath}; install it or set CHROMIUM_PATH`;

/** A headless Chromium that keeps to itself and finds no host but this machine. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

/** A page of a new profile, with what it asked for and what went wrong in it. */
export interface WatchedPage {
  page: Page;
  requests: string[];
  complaints: string[];
}

/** Opens a page on which `script` runs before any script of the site. */
export async function openPage(browser: Browser, script = ""): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const requests: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(error.message));
  // Chromium reports what a content security policy blocks here too.
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  await page.addInitScript({ content: script });
  return { page, requests, complaints };
}
