import { signPreview } from "../access/preview-token.js";
import { readConfig } from "../config.js";
import { Post } from "../content/posts/post.entity.js";
import { StartupError } from "../errors.js";
import { addHours } from "./add-hours.js";
import { assertDatabaseExists } from "./assert-database-exists.js";
import { print } from "./output.js";
import { withDatabase } from "./with-database.js";

/** Prints a token for a post. Whoever has it sees the post until it expires, or the server gets another PREVIEW_SECRET. */
export async function previewCommand(slug: string, { hours }: { hours: number }): Promise<void> {
  const config = readConfig();
  const { previewSecret } = config;
  if (previewSecret === undefined)
    throw new StartupError("Set PREVIEW_SECRET as the server has it: tokens are signed with it.");
  assertDatabaseExists(config.databaseUrl, "with posts; set DATABASE_URL");
  await withDatabase(config, async ({ source }) => {
    const post = await source.manager.findOne(Post, { where: { slug }, select: { id: true } });
    if (!post) throw new StartupError(`There is no post ${slug.slice(0, 200)}.`);
    const expiresAt = addHours(new Date(), hours).toISOString();
    print(`authorization: Bearer ${signPreview({ postId: post.id, expiresAt }, previewSecret)}`);
    print(`It shows the post ${slug} until ${expiresAt}.`);
  });
}
