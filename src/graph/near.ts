import { Field, Float, InputType } from "type-graphql";

/** Mean radius of the earth in metres, as the IUGG has it. */
export const earthRadius = 6_371_008.8;

/** What is added to degrees and taken off again, to round them to 43 binary places: ten nanometres. */
export const degreesOffset = 1024;

/** Kilometres; nothing is farther than the antipodes. */
export const maximumRadius = Math.ceil((Math.PI * earthRadius) / 1000);

@InputType({
  description:
    "What lies within a distance of a point, the nearest first. Distances are those on a sphere of the earth's mean radius, to the metre; what has no known location is near nothing.",
})
export class Near {
  @Field(() => Float, { description: "Degrees north of the point, -90 to 90." })
  latitude: number;

  @Field(() => Float, { description: "Degrees east of the point, -180 to 180." })
  longitude: number;

  @Field(() => Float, {
    description: `How far at the most, in kilometres: more than 0, and ${maximumRadius} for the whole earth.`,
  })
  radiusKm: number;
}
