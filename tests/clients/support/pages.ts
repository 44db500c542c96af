import type { ServedGraph } from "./describe-client.js";

/** The slugs of all posts of the seeds in the order of `posts`, read as one page without any client. */
export async function readAllSlugs({ server }: ServedGraph): Promise<string[]> {
  const { body } = await server.ask("{ posts(first: 100) { nodes { slug } } }");
  return body.data.posts.nodes.map(({ slug }: { slug: string }) => slug);
}
