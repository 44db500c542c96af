/** The words of generated content. All of it is invented; none of it is advice. */

type Words = readonly [string, ...string[]];

const split = (text: string): Words => text.trim().split(/\s*\|\s*/) as [string, ...string[]];

export const givenNames = split(`
  Ana|Amadou|Beatriz|Bora|Chidi|Clara|Dário|Deniz|Edda|Elif|Farah|Felix|Gita|Goran|Hana|Henrique|Inês|Ivo|Jalal|June|
  Kaito|Karin|Léa|Lev|Mara|Milan|Nadia|Niko|Oksana|Otis|Pilar|Piet|Quirin|Rania|Rémi|Sanna|Šimon|Tara|Tomás|Uma|
  Viggo|Vera|Wanda|Wim|Xenia|Yara|Yusuf|Zoë|Žofie|Åsa`);

export const middleInitials = split("A.|B.|C.|D.|E.|F.|G.|H.|J.|K.|L.|M.|N.|O.|P.|R.|S.|T.|V.|W.");

export const familyNames = split(`
  Abara|Alder|Amsel|Barros|Birk|Brandão|Castell|Cerný|Corvin|Dahl|Delacroix|Drum|Eide|Ekström|Escobar|Falk|Fennimore|
  Ferreira|Gallo|Grebe|Gündoğan|Haddad|Halvorsen|Hearth|Ibarra|Iwu|Janáček|Juniper|Kestrel|Kovač|Kühn|Lark|Lindqvist|
  Loam|Marsh|Mbeki|Møller-Reed|Nadeem|Nøkleby|Núñez|O’Dell|Okafor|Oyelaran|Pereira|Plum|Quill|Quinn|Rao|Rook|Sæther|
  Sandoval|Şahin|Tamm|Thistle|Ueda|Ulloa|Vale|Vesterby|Wren|Ximénez|Yarrow|Young|Zeman|Zuniga`);

export const honorifics = split("Dr.|Dr.|Dr.|Prof.");
export const credentials = split("MD|DO|PhD|PsyD|LPC|LCSW|RN|DNP|PA-C|MPH|MA|NP");
export const jobTitles = split(`
  Medical Director|Chief Medical Officer|Lead Psychotherapist|Clinical Psychologist|Head of Nursing|Founder|
  Integration Coach & Counselor|Director of "Slow Care"|Research Lead|Anesthesiologist|Family Physician`);

export const placeBeginnings = split(`
  Alder|Amber|Ash|Birch|Bram|Briar|Cedar|Clear|Cold|Copper|Cran|Dun|East|Elm|Fair|Fern|Flint|Fox|Glen|Gold|Gray|Hart|
  Hazel|Iron|Kings|Lang|Lark|Linden|Long|Maple|Mill|Moss|North|Oak|Otter|Quill|Raven|Red|Rowan|Sand|Silver|Stone|
  Sun|Thorn|Vesper|West|White|Willow|Winter|Wolf`);
export const placeEndings = split(`
  bridge|brook|burn|bury|by|cliff|combe|cote|dale|den|fall|field|ford|gate|grove|ham|haven|hill|holm|hurst|lake|land|
  leigh|marsh|mere|moor|mouth|ness|port|ridge|shaw|stead|ton|vale|water|well|wick|wold|wood|worth`);
export const countryNames = split(
  "Alvenmark|Côte Brume|Dorrland|Estavia|Île-aux-Phares|Merrow|Norvale|Ostrania",
);

export const clinicKinds = split(`
  Clinic|Institute|Center|Practice|Collective|House|Therapies|Wellness|Health|Care Partners|Rooms|Studio`);
export const taglines = split(`
  Care that takes its time|Science & kindness under one roof|A quiet place to begin|“Slow” is our method|
  Evidence first, people always`);

export const tagThemes = split(`
  Anxiety|Sleep|Grief|Panic|Burnout|Pain|Mood|Focus|Trauma|Stress|Fatigue|Appetite|Anger|Memory|Loneliness|Shame|
  Breathwork|Ketamine|Journaling|Light Therapy|Mindfulness|Group Sessions|Psychotherapy|Telehealth|Exercise|Music|
  Nutrition|Massage|Meditation|Acupuncture|Safety|Cost|Insurance|Research|Ethics|Training|Families|Children|Elders|
  Veterans|Nurses|Travel|Consent|Aftercare|Dosage|Set|Setting|Myths|History|Policy`);
export const tagAngles = split(`
  at Home|at Work|in Winter|in Summer|after Loss|after Surgery|and Diet|and Sleep|and Hope|for Beginners|for Parents|
  for Couples|for Students|in Groups|in Cities|in the Country|by Night|by Day|over Years|over Weeks|on a Budget|on Call|
  under Pressure|under Supervision|with Children|with Friends|with Care|without Fear|without Haste|between Visits|
  between Cultures|before Birth|before Surgery|during Study|during Change|near the End|near the Sea|beyond the Clinic`);

export const titleOpenings = split(`
  What|How|Why|When|Seven Ways That|What Nobody Says About How|The Quiet Reason Why|Ask Three Experts: How|
  What Research Says About How|A Short History of How`);
export const titleSubjects = split(`
  Breathing|Sleep|A Good Question|Music|Patience|The First Visit|The Last Visit|A Walk|Silence|Light|Trust|A Nurse|
  The Waiting Room|A Second Opinion|"Set and Setting"|Integration|Memory|Rest|Humor|Ritual`);
export const titleVerbs = split(`
  Changes|Shapes|Helps|Slows|Steadies|Interrupts|Prepares|Follows|Outlasts|Softens|Sharpens|Explains|Protects|
  Questions|Carries`);
export const titleObjects = split(`
  Recovery|a Hard Week|the Body|the Mind|a Family|an Old Habit|the Next Session|Anxiety|Low Mood|Chronic Pain|
  the Long Way Home|a New Start|Hope & Doubt|the Days After|Good Care`);

export const openers = split(`
  In practice,|To be fair,|Most of the time,|At the first visit,|Over the years,|Quite often,|As a rule,|In the evening,|
  For many people,|Oddly enough,|By the third week,|Seen from afar,|Now and then,|With some luck,|In a small study,`);
export const subjects = split(`
  the body|a calm room|the second session|a good night|the whole team|one honest question|a short walk|the waiting list|
  an old fear|the nervous system|a patient friend|the first hour|a written plan|the dose|slow breathing|the family|
  soft light|a trusted voice|the morning after|a clear boundary|music without words|the café downstairs|
  what we call “set”|a naïve hope|the long view|a warm blanket`);
export const verbs = split(`
  changes|carries|softens|reveals|steadies|interrupts|protects|outlasts|invites|rearranges|follows|explains|shortens|
  lengthens|supports|questions|prepares|mirrors|reminds us of|makes room for|asks for|depends on|begins with|ends in`);
export const objects = split(`
  the work ahead|a slower pulse|what was avoided|an ordinary day|the hardest week|the next conversation|more patience|
  a smaller world|the story we tell|half of the effect|a quiet routine|the old pattern|some relief|better sleep|
  a wider view|the need for control|the cost of waiting|trust in the process|the memory of pain|rest and water|
  a façade of calm|the return to work|one step at a time|a reason to laugh|nothing dramatic|the people nearby`);
export const endings = split(`
  for a while|without any hurry|and that is enough|more than we expected|in most cases|when nobody is watching|
  as far as we know|on good days|and on bad ones too|within a few weeks|if the setting is right|again and again|
  before anything else|after the first month|much like a tide|at least for now|whatever the label says|step by step`);

/** What text may hold beyond plain letters: other scripts, signs outside the basic plane, what JSON escapes. */
export const oddities: Words = [
  "Some write it as “静けさ”, others as спокойствие.",
  'One note reads "breathe in\\breathe out".',
  "The label said 50 mg & nothing else: 1 < 2, they joked.",
  "Somebody drew a leaf 🌿 and a wave 🌊 beside it.",
  "The Arabic word is هدوء.",
  "Prices ran from €90 to £120.",
];
