import { nounResolver } from "../../graph/noun-resolver.js";
import { Clinic, ClinicConnection } from "./clinic.entity.js";
import { ClinicPageArguments } from "./clinic.inputs.js";

export const ClinicResolver = nounResolver({
  node: Clinic,
  connection: ClinicConnection,
  one: "clinic",
  many: "clinics",
  args: ClinicPageArguments,
  place: "location",
  order: [{ path: "nameKey", direction: "ASC" }],
  descriptions: {
    one: "The clinic of this slug or id; null when there is none.",
    many: "All clinics, alphabetical; with near those around a point, the nearest first.",
  },
});
