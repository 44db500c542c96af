import { nounResolver } from "../../graph/noun-resolver.js";
import { Clinic, ClinicConnection } from "./clinic.entity.js";

export const ClinicResolver = nounResolver({
  node: Clinic,
  connection: ClinicConnection,
  one: "clinic",
  many: "clinics",
  order: [{ path: "nameKey", direction: "ASC" }],
  descriptions: {
    one: "The clinic of this slug or id; null when there is none.",
    many: "All clinics, alphabetical.",
  },
});
