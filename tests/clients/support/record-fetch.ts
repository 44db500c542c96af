/** One request as it went over HTTP, and what of the answer no client shows. */
export interface RecordedRequest {
  method: string;
  url: URL;
  /** What was asked for, from the URL or from the body. */
  fields: { query?: string; variables?: unknown; extensions?: { persistedQuery?: { sha256Hash: string } } };
  status: number;
  answerHeaders: Headers;
}

/** A `fetch` that works as any other and writes down what it did, oldest first. */
export function recordFetch(): { fetch: typeof fetch; requests: RecordedRequest[] } {
  const requests: RecordedRequest[] = [];
  return {
    requests,
    async fetch(input, init) {
      const request = new Request(input, init);
      const sent = request.method === "GET" ? "" : await request.clone().text();
      const answer = await fetch(request);
      requests.push({
        method: request.method,
        url: new URL(request.url),
        fields: sent === "" ? readFields(new URL(request.url)) : JSON.parse(sent),
        status: answer.status,
        answerHeaders: answer.headers,
      });
      return answer;
    },
  };
}

function readFields({ searchParams }: URL): RecordedRequest["fields"] {
  const parse = (name: string) => JSON.parse(searchParams.get(name) ?? "null") ?? undefined;
  const query = searchParams.get("query");
  return {
    ...(query !== null && { query }),
    variables: parse("variables"),
    extensions: parse("extensions"),
  };
}
