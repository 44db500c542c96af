import { useState } from "react";
import { formatSql } from "./format-sql.js";

/** The SQL of a root field; its values travel apart, so that it holds question marks. */
export function Statement({ sql }: { sql: string }) {
  const text = formatSql(sql);
  return (
    <>
      <div className="explain-heading">
        <h4>Statement</h4>
        <CopyButton key={sql} text={text} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <pre tabIndex={0}>{text}</pre>
    </>
  );
}

/** Browsers lend the clipboard to pages of this machine and of HTTPS only. */
function CopyButton({ text }: { text: string }) {
  const [isCopied, setCopied] = useState(false);
  if (!navigator.clipboard) return null;
  const copy = () => navigator.clipboard.writeText(text).then(() => setCopied(true));
  return (
    <button type="button" className="graphiql-button" onClick={copy}>
      {isCopied ? "Copied" : "Copy SQL"}
    </button>
  );
}
