import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { ExplainPane } from "./explain/explain-pane.js";
import { openPane } from "./explain/pane.js";
import { createLimitsPlugin } from "./limits/limits-plugin.js";
import type { Settings } from "./settings.js";
import { StatusLine } from "./status-line.js";
import { openStorage } from "./storage.js";
import { Store } from "./store.js";
import { TabAnswers } from "./tab-answers.js";

/** GraphiQL on this server's `/graphql`, with one tab per example; drawn once, so that what it opens here stays. */
export function Playground({ settings: { operations, isExplainOn, limits } }: { settings: Settings }) {
  const storage = openStorage(operations);
  const answers = new TabAnswers();
  const pane = isExplainOn ? openPane(storage) : undefined;
  return (
    <GraphiQL
      fetcher={answers.createFetcher(pane?.isOpen ?? new Store(false))}
      storage={storage}
      plugins={[HISTORY_PLUGIN, createLimitsPlugin(limits)]}
      defaultTheme="light"
      onTabChange={answers.changeTab}
      {...(operations.length > 0 && { defaultTabs: operations.map(({ document }) => ({ query: document })) })}
    >
      <GraphiQL.Logo>Colloquy playground</GraphiQL.Logo>
      <GraphiQL.Footer>
        <StatusLine answer={answers.open} pane={pane} />
      </GraphiQL.Footer>
      {pane && <ExplainPane answer={answers.open} pane={pane} />}
    </GraphiQL>
  );
}
