// Where there is no index: a plain filter over what the list of incidents knows of each.
(() => {
  "use strict";

  const search = window.incitrackSearch;

  // As `search.open`, with the same questions: titles, services, tags, causes, IDs and days are all that it looks at.
  const openPlain = async () => {
    const rows = [];
    const index = await window.incitrackList.read((year) => {
      for (let i = 0; i < year.count; i++) rows.push([year, i]);
    });
    rows.sort(([one, i], [other, j]) => other.at[j] - one.at[i]);
    const label = (map, key) => [key, map?.get(key) ?? []].flat().join(" ");
    const said = rows.map(([year, i]) => search.words([
      year.key(i), year.title(i),
      ...year.services(i).map((key) => label(index.services, key)),
      ...year.tags(i).map((key) => label(index.tags, key)),
      ...year.words("cause", i).map((key) => label(index.causes, key)),
    ].join(" ")));
    const values = search.FILTERS.reduce((all, name) => ({ ...all, [name]: rows.map(([year, i]) => year.words(name, i)) }), {});
    const days = (place) => {
      const [year, i] = rows[place];
      return [year.local(i), year.at[i]].map((seconds) => Math.floor(seconds / 86400));
    };
    return {
      plain: true,
      said,
      known: {
        incidents: rows.length,
        count: rows.length,
        document: (place) => ({ place, incident: place, key: rows[place][0].key(rows[place][1]), folder: "incidents" }),
        values: (name, place) => values[name][place],
        day: (place) => days(place)[0],
        days,
        aside: (place) => rows[place][0].aside(rows[place][1]),
        title: (place) => rows[place][0].title(rows[place][1]),
      },
    };
  };

  const stands = (said, { words, fits }) => said.some((_, at) =>
    at + words.length <= said.length && words.every((_, i) => fits(said[at + i], i)));

  const isAsked = (known, place, { id, number }) => {
    const { key } = known.document(place);
    return key === id || (number !== null && Number(key.split("-")[2]) === number);
  };

  const findPlain = async ({ known, said }, parts) => said
    .map((words, place) => ({
      place,
      score: parts.length === 1 && isAsked(known, place, parts[0]) ? 1 : 0,
      fits: parts.every((part) => isAsked(known, place, part) || search.isOn(known.days(place), part) || stands(words, part)),
    }))
    .filter(({ fits }) => fits);

  Object.assign(search, { openPlain, findPlain });
})();
