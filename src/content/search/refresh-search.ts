import sql, { type Sql } from "sql-template-tag";
import { emitKeyedRows } from "../../writing/keyed-rows.js";
import { loadRows } from "../../writing/load-rows.js";
import { deleteRows } from "../../writing/rows.js";
import { runStatement, type SqlSession } from "../../writing/run-statement.js";
import type { ChangedRows } from "../../writing/write-transaction.js";
import { documentedNouns, nodesPerBatch, readDocumentRows } from "./document-rows.js";
import { SearchDocument } from "./search-document.entity.js";

/** Brings the documents of all nodes up to date that were written, or that show something of those. */
export async function refreshSearch(session: SqlSession, changed: Readonly<ChangedRows>): Promise<void> {
  const clinics = new Set([
    ...changed.clinic,
    ...(await listDependents(session, dependentClinics(session, changed))),
  ]);
  const nodes = {
    tag: changed.tag,
    clinic: clinics,
    expert: new Set([
      ...changed.expert,
      ...(await listDependents(session, dependentExperts(session, clinics))),
    ]),
    post: new Set([...changed.post, ...(await listDependents(session, dependentPosts(session, changed)))]),
  };
  for (const noun of documentedNouns) {
    const keys = [...nodes[noun]].sort((a, b) => a - b);
    for (let start = 0; start < keys.length; start += nodesPerBatch) {
      const batch = keys.slice(start, start + nodesPerBatch);
      await deleteRows(session.manager, SearchDocument, { [`${noun}.rowId`]: batch });
      await loadRows(session, SearchDocument, await readDocumentRows(session, noun, batch));
    }
  }
  if (Object.values(nodes).some(({ size }) => size > 0))
    await session.dialect.search.indexDocuments(session.manager);
}

/** Clinics show the names of their regions and treatments; regions lie three deep. */
function dependentClinics(session: SqlSession, { region, tag }: Readonly<ChangedRows>): Sql {
  const regions = emitKeyedRows(session, region, {
    table: sql`region AS country`,
    column: sql`country.row_id`,
  });
  const offering = emitKeyedRows(session, tag, { table: sql`clinic_treatment`, column: sql`tag_row_id` });
  return sql`SELECT clinic.row_id AS "key" FROM ${regions}
      LEFT JOIN region AS state ON state.parent_row_id = country.row_id
      LEFT JOIN region AS city ON city.parent_row_id = state.row_id
      JOIN clinic ON clinic.region_row_id IN (country.row_id, state.row_id, city.row_id)
    UNION SELECT clinic_row_id FROM ${offering}`;
}

function dependentExperts(session: SqlSession, clinics: ReadonlySet<number>): Sql {
  return sql`SELECT row_id AS "key" FROM ${emitKeyedRows(session, clinics, { table: sql`expert`, column: sql`clinic_row_id` })}`;
}

/** Posts are found by their tags, and by what else these are called. */
function dependentPosts(session: SqlSession, { tag }: Readonly<ChangedRows>): Sql {
  return sql`SELECT post_row_id AS "key" FROM ${emitKeyedRows(session, tag, { table: sql`post_tag`, column: sql`tag_row_id` })}`;
}

async function listDependents(session: SqlSession, statement: Sql): Promise<number[]> {
  const rows = await runStatement<{ key: number }>(session, statement);
  return rows.map(({ key }) => key);
}
