import type { Page } from "playwright-core";

/** GraphiQL keeps the tabs a moment after the text of the open one. */
export async function untilTabsKept(page: Page, text: string): Promise<void> {
  const { origins } = await page.context().storageState();
  const kept = origins.flatMap(({ localStorage }) => localStorage);
  if (kept.some(({ name, value }) => name.endsWith("tabState") && value.includes(text))) return;
  await page.waitForTimeout(50);
  return untilTabsKept(page, text);
}

export async function tabTitles(page: Page): Promise<string[]> {
  await page.getByRole("tab").first().waitFor();
  return page.getByRole("tab").allInnerTexts();
}

export async function execute(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Execute query/ }).click();
}

export async function replaceQuery(page: Page, query: string): Promise<void> {
  await page.locator(".graphiql-query-editor .view-line").first().click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(query);
}
