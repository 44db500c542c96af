import type { MigrationInterface, QueryRunner } from "typeorm";

/** A place is a rectangle without extent; the R*Tree rounds its sides outwards to 32 bits. */
const place = (row: string) =>
  `${row}."row_id", ${row}."longitude", ${row}."longitude", ${row}."latitude", ${row}."latitude"`;

const statements = [
  `CREATE VIRTUAL TABLE "clinic_place" USING rtree("row_id", "west", "east", "south", "north")`,
  `INSERT INTO "clinic_place" SELECT ${place(`"clinic"`)} FROM "clinic" WHERE "latitude" IS NOT NULL`,
  `CREATE TRIGGER "clinic_place_insert" AFTER INSERT ON "clinic" WHEN NEW."latitude" IS NOT NULL
    BEGIN INSERT INTO "clinic_place" VALUES (${place("NEW")}); END`,
  `CREATE TRIGGER "clinic_place_update" AFTER UPDATE OF "row_id", "latitude", "longitude" ON "clinic"
    BEGIN
      DELETE FROM "clinic_place" WHERE "row_id" = OLD."row_id";
      INSERT INTO "clinic_place" SELECT ${place("NEW")} WHERE NEW."latitude" IS NOT NULL;
    END`,
  `CREATE TRIGGER "clinic_place_delete" AFTER DELETE ON "clinic"
    BEGIN DELETE FROM "clinic_place" WHERE "row_id" = OLD."row_id"; END`,
];

/** An index of the places of clinics; triggers keep it, whoever writes. */
export class ClinicPlaces1772000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const event of ["insert", "update", "delete"])
      await runner.query(`DROP TRIGGER "clinic_place_${event}"`);
    await runner.query(`DROP TABLE "clinic_place"`);
  }
}
