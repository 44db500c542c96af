import {
  type ConcreteRequest,
  createOperationDescriptor,
  type Direction,
  fetchQuery,
  getPaginationMetadata,
  getPaginationVariables,
  getRefetchMetadata,
  getSingularSelector,
  getValueAtPath,
  type IEnvironment,
  type ReaderFragment,
  type Variables,
} from "relay-runtime";

export interface Component {
  query: ConcreteRequest;
  fragment: ReaderFragment;
  /** The field of the query that the fragment is on; the query itself where there is none. */
  field?: string;
}

// biome-ignore lint/suspicious/noExplicitAny: what a fragment reads is the component's, and what tests assert.
type Shown = any;

export interface ShownComponent {
  /** What the store has for the fragment now. */
  read(): Shown;
  /** Asks for the next page of the fragment's connection; false where there is none. */
  loadNext(count: number): Promise<boolean>;
  /** Asks for the page before the first that is there; false where there is none. */
  loadPrevious(count: number): Promise<boolean>;
  /** Asks for the fragment alone again, by the id of its node. */
  refetch(): Promise<void>;
}

/** Does what React's hooks do for a component with a query and a fragment: asks, reads, pages, asks again. */
export async function showComponent(
  environment: IEnvironment,
  { query, fragment, field }: Component,
  variables: Variables,
): Promise<ShownComponent> {
  const operation = createOperationDescriptor(query, variables);
  environment.retain(operation);
  const fetch = (request: ConcreteRequest, values: Variables) =>
    fetchQuery(environment, request, values).toPromise();
  await fetch(query, variables);
  const read = (): Shown => {
    const root = environment.lookup(operation.fragment).data as Shown;
    return environment.lookup(getSingularSelector(fragment, field ? root[field] : root)).data;
  };
  const load = async (direction: Direction, count: number) => {
    const { connectionPathInFragmentData, paginationRequest, paginationMetadata } = getPaginationMetadata(
      fragment,
      "",
    );
    const { pageInfo } = getValueAtPath(read(), [...connectionPathInFragmentData]) as Shown;
    const isForward = direction === "forward";
    if (!(isForward ? pageInfo.hasNextPage : pageInfo.hasPreviousPage)) return false;
    const cursor = isForward ? pageInfo.endCursor : pageInfo.startCursor;
    const base = { ...variables, id: read().id };
    await fetch(
      paginationRequest,
      getPaginationVariables(direction, count, cursor, base, {}, paginationMetadata),
    );
    return true;
  };
  return {
    read,
    loadNext: (count) => load("forward", count),
    loadPrevious: (count) => load("backward", count),
    async refetch() {
      const { refetchableRequest } = getRefetchMetadata(fragment, "");
      await fetch(refetchableRequest, { ...variables, id: read().id });
    },
  };
}
