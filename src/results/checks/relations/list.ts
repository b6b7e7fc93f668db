import type { Text } from "../facts/text.ts";
import type { Observation } from "../judgement/claim.ts";
import { accounts } from "./accounts.ts";
import { averageLevels } from "./averagelevels.ts";
import { averages } from "./averages.ts";
import { baseYears } from "./baseyears.ts";
import { bookValues } from "./bookvalues.ts";
import { chains } from "./chains.ts";
import { remainders } from "./remainders.ts";
import { pairedLists } from "./pairedlists.ts";
import { rowTellings } from "./rowtellings.ts";
import { runs } from "./runs.ts";
import { seriesSaid } from "./series.ts";
import { multiples } from "./multiples.ts";
import { namedBases } from "./namedbases.ts";
import { respectively } from "./respectively.ts";
import { restated } from "./restated.ts";
import { classLines } from "./classlines.ts";
import { conversions } from "./conversions.ts";
import { growths } from "./growth.ts";
import { itemCounts } from "./itemcounts.ts";
import { runCounts } from "./runcounts.ts";
import { stepCounts } from "./stepcounts.ts";
import { questions } from "./questions.ts";
import { ratios } from "./ratios.ts";
import { shares } from "./shares.ts";
import { spokenShares } from "./spokenshares.ts";
import { tableAverages } from "./tableaverages.ts";
import { targets } from "./targets.ts";
import { exchanges } from "./exchange.ts";
import { numberFormats } from "./numberformat.ts";
import { numberings } from "./numbering.ts";
import { percentPoints } from "./percentpoints.ts";
import { partBalances } from "./partbalances.ts";
import { placeholders } from "./placeholders.ts";
import { serials } from "./serials.ts";
import { wordings } from "./wording.ts";
import { forms } from "./forms.ts";
import { grades } from "./grades.ts";
import { indicators } from "./indicators.ts";
import { scores } from "./scores.ts";
import { scoreTables } from "./scoretables.ts";
import { tableFormulas } from "./tableformulas.ts";
import { tableTexts } from "./tabletext.ts";
import { tableTotals } from "./tabletotals.ts";
import { dates } from "./dates.ts";
import { ownDates } from "./owndates.ts";
import { periodParts } from "./periodparts.ts";
import { periods } from "./periods.ts";
import { ranks } from "./ranks.ts";
import { superlatives } from "./superlatives.ts";
import { unitDigits } from "./unitdigits.ts";
import { unitSlips } from "./units.ts";
import { approximations } from "./approximations.ts";
import { versus } from "./versus.ts";
import { totals } from "./totals.ts";
import { trends } from "./trends.ts";

/** Every relation that is looked for, one file each. A new one is added here and in words.ts. */
export const relations: readonly ((text: Text) => Iterable<Observation>)[] = [
  accounts,
  classLines,
  forms,
  indicators,
  scores,
  scoreTables,
  grades,
  tableTotals,
  tableFormulas,
  growths,
  namedBases,
  totals,
  runs,
  pairedLists,
  seriesSaid,
  remainders,
  chains,
  bookValues,
  partBalances,
  shares,
  ratios,
  targets,
  restated,
  respectively,
  conversions,
  averages,
  tableAverages,
  averageLevels,
  multiples,
  spokenShares,
  trends,
  itemCounts,
  runCounts,
  stepCounts,
  exchanges,
  numberFormats,
  numberings,
  percentPoints,
  placeholders,
  serials,
  wordings,
  tableTexts,
  rowTellings,
  dates,
  ownDates,
  periodParts,
  periods,
  baseYears,
  ranks,
  superlatives,
  unitDigits,
  unitSlips,
  versus,
  approximations,
  questions,
];
