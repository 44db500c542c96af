import { ReaderPool } from "../../../../src/database/reading/reader-pool.js";
import { endless } from "./statements.js";

const [path = ""] = process.argv.slice(2);
const pool = new ReaderPool(path);
void pool.read({ text: endless, values: [] });
await pool.read({ text: "SELECT NULL", values: [] });
process.stdout.write(`${JSON.stringify(pool.processIds)}\n`);
