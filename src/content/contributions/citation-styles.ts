/**
 * The styles in the Citation Style Language 1.0.2, for the one kind of source that is cited here: words in a web article.
 *
 * Written for it, because the whole APA style takes seconds to load, and milliseconds for each citation.
 */
export const citationStyles = {
  /** Publication Manual of the American Psychological Association, 7th edition: 9.18 and 10.15, in a whole as in 10.3. */
  APA: style(`
    <group delimiter=" ">
      <group delimiter=". " suffix=".">
        <names variable="author">
          <name name-as-sort-order="all" initialize-with=". " and="symbol"/>
          <substitute><text macro="title"/></substitute>
        </names>
        <date variable="issued" prefix="(" suffix=")">
          <date-part name="year" suffix=", "/><date-part name="month" suffix=" "/><date-part name="day"/>
        </date>
        <text macro="title"/>
        <group delimiter=", " prefix="In ">
          <names variable="container-author"><name initialize-with=". " and="symbol"/></names>
          <text variable="container-title" font-style="italic"/>
        </group>
      </group>
      <text variable="URL"/>
    </group>`),
  /** MLA Handbook, 9th edition: core elements of 5.1, the kind of words as final element. */
  MLA: style(`
    <group delimiter=". " suffix=".">
      <names variable="author"><name name-as-sort-order="first" and="text"/></names>
      <text variable="title" quotes="true"/>
      <group delimiter=", ">
        <text variable="container-title" font-style="italic"/>
        <names variable="container-author" prefix="by "><name and="text"/></names>
        <date variable="issued">
          <date-part name="day" suffix=" "/><date-part name="month" form="short" suffix=" "/><date-part name="year"/>
        </date>
        <text variable="URL"/>
      </group>
      <text variable="genre"/>
    </group>`),
};

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** Of English as it is written in the United States, what the styles here ask for. */
export const citationLocale = `<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
  <style-options punctuation-in-quote="true"/>
  <terms>
    <term name="and">and</term><term name="and" form="symbol">&amp;</term><term name="et-al">et al.</term>
    <term name="open-quote">“</term><term name="close-quote">”</term>
    <term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term>
    ${months.map((month, index) => toMonthTerms(month, String(index + 1).padStart(2, "0"))).join("")}
  </terms>
</locale>`;

/** MLA Handbook, 9th edition, appendix 1: months of more than four letters are shortened. */
function toMonthTerms(month: string, number: string): string {
  const short = month.length <= 4 ? month : `${month === "September" ? "Sept" : month.slice(0, 3)}.`;
  return `<term name="month-${number}">${month}</term><term name="month-${number}" form="short">${short}</term>`;
}

function style(bibliography: string): string {
  return `<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0" demote-non-dropping-particle="never">
    <info><title>Words in a web article</title><id>words</id><updated>2026-01-01T00:00:00Z</updated></info>
    <macro name="title">
      <group delimiter=" "><text variable="title"/><text variable="genre" prefix="[" suffix="]"/></group>
    </macro>
    <citation><layout><names variable="author"/></layout></citation>
    <bibliography><layout>${bibliography}</layout></bibliography>
  </style>`;
}
