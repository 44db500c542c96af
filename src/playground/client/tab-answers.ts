import type { GraphiQLProps } from "graphiql";
import type { Answer } from "./answer.js";
import { sendOperation } from "./send-operation.js";
import { Store } from "./store.js";

type Fetcher = GraphiQLProps["fetcher"];
type TabChange = NonNullable<GraphiQLProps["onTabChange"]>;

/** What GraphiQL calls the operation with which it learns the schema, which nobody wants explained. */
const introspection = "IntrospectionQuery";

/** The last answer in each tab, since GraphiQL keeps a result for each too. */
export class TabAnswers {
  /** That of the open tab; undefined before the first and when none came. */
  readonly open = new Store<Answer | undefined>(undefined);
  readonly #answers = new Map<string | undefined, Answer | undefined>();
  #tab: string | undefined;
  #latest = 0;

  /** GraphiQL calls it whenever anything of a tab changes, and before it sends an operation. */
  readonly changeTab: TabChange = ({ tabs, activeTabIndex }) => {
    this.#tab = tabs[activeTabIndex]?.id;
    this.open.set(this.#answers.get(this.#tab));
  };

  /** Sends operations, asks for an explanation while `isExplaining` holds true, and keeps the answers. */
  createFetcher(isExplaining: Store<boolean>): Fetcher {
    return async (operation, { headers = {} } = {}) => {
      if (operation.operationName === introspection)
        return (await sendOperation(operation, headers, false)).result;
      const keep = this.#expectAnswer();
      try {
        const { result, answer } = await sendOperation(operation, headers, isExplaining.get());
        keep(answer);
        return result;
      } catch (error) {
        keep(undefined);
        throw error;
      }
    };
  }

  /** As GraphiQL does: a result goes to the tab that is open when it comes, and none to any that a later one overtook. */
  #expectAnswer(): (answer: Answer | undefined) => void {
    this.#latest += 1;
    const awaited = this.#latest;
    return (answer) => {
      if (awaited !== this.#latest) return;
      this.#answers.set(this.#tab, answer);
      this.open.set(answer);
    };
  }
}
