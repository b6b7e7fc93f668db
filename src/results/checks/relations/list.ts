import type { Text } from "../facts/text.ts";
import type { Observation } from "../judgement/claim.ts";
import { accounts } from "./accounts/accounts.ts";
import { bookValues } from "./accounts/bookvalues.ts";
import { classLines } from "./accounts/classlines.ts";
import { averageLevels } from "./averages/averagelevels.ts";
import { averages } from "./averages/averages.ts";
import { listAverages } from "./averages/listaverages.ts";
import { tableAverages } from "./averages/tableaverages.ts";
import { bareCounts } from "./counts/barecounts.ts";
import { columnCounts } from "./counts/columncounts.ts";
import { conditionCounts } from "./counts/conditioncounts.ts";
import { divisionCounts } from "./counts/divisioncounts.ts";
import { gradeCounts } from "./counts/gradecounts.ts";
import { itemCounts } from "./counts/itemcounts.ts";
import { partCounts } from "./counts/partcounts.ts";
import { runCounts } from "./counts/runcounts.ts";
import { stepCounts } from "./counts/stepcounts.ts";
import { summedCounts } from "./counts/summedcounts.ts";
import { approximations } from "./growth/approximations.ts";
import { baseYears } from "./growth/baseyears.ts";
import { bracketBases } from "./growth/bracketbases.ts";
import { comparedLists } from "./growth/comparedlists.ts";
import { fromTo } from "./growth/fromto.ts";
import { growths } from "./growth/growth.ts";
import { headingMoves } from "./growth/headingmoves.ts";
import { impliedBases } from "./growth/impliedbases.ts";
import { laterBases } from "./growth/laterbases.ts";
import { namedBases } from "./growth/namedbases.ts";
import { namedComparisons } from "./growth/namedcomparisons.ts";
import { namedLevels } from "./growth/namedlevels.ts";
import { percentPoints } from "./growth/percentpoints.ts";
import { respectively } from "./growth/respectively.ts";
import { restatedHedges } from "./growth/restatedhedges.ts";
import { turnedGaps } from "./growth/turnedgaps.ts";
import { trends } from "./growth/trends.ts";
import { twoNames } from "./growth/twonames.ts";
import { versus } from "./growth/versus.ts";
import { yearComparisons } from "./growth/yearcomparisons.ts";
import { multilevels } from "./marks/multilevel.ts";
import { numberings } from "./marks/numbering.ts";
import { serials } from "./marks/serials.ts";
import { ordinals } from "./marks/ordinals.ts";
import { columnPairs } from "./named/columnpairs.ts";
import { firsts } from "./named/firsts.ts";
import { goalVerdicts } from "./named/goalverdicts.ts";
import { groupCounts } from "./named/groupcounts.ts";
import { namedConditions } from "./named/namedconditions.ts";
import { namedShares } from "./named/namedshares.ts";
import { orders } from "./named/orders.ts";
import { pairs } from "./named/pairs.ts";
import { namedSums } from "./named/sums.ts";
import { namedMultiples } from "./named/namedmultiples.ts";
import { conversions } from "./print/conversions.ts";
import { exchanges } from "./print/exchange.ts";
import { numberFormats } from "./print/numberformat.ts";
import { placeholders } from "./print/placeholders.ts";
import { unitDigits } from "./print/unitdigits.ts";
import { unitSlips } from "./print/units.ts";
import { unitSums } from "./print/unitsums.ts";
import { wordings } from "./print/wording.ts";
import { extremes } from "./ranks/extremes.ts";
import { rankRuns } from "./ranks/rankruns.ts";
import { ranks } from "./ranks/ranks.ts";
import { changeGoals } from "./rates/changegoals.ts";
import { goalGaps } from "./rates/goalgaps.ts";
import { leverage } from "./rates/leverage.ts";
import { multiples } from "./rates/multiples.ts";
import { progress } from "./rates/progress.ts";
import { proportions } from "./rates/proportions.ts";
import { ratios } from "./rates/ratios.ts";
import { respectiveRates } from "./rates/respectiverates.ts";
import { targets } from "./rates/targets.ts";
import { verdictRates } from "./rates/verdictrates.ts";
import { opposed } from "./retold/opposed.ts";
import { recalled } from "./retold/recalled.ts";
import { restated } from "./retold/restated.ts";
import { deductions } from "./scores/deductions.ts";
import { forms } from "./scores/forms.ts";
import { grades } from "./scores/grades.ts";
import { indicators } from "./scores/indicators.ts";
import { questions } from "./scores/questions.ts";
import { ratedScores } from "./scores/ratedscores.ts";
import { scores } from "./scores/scores.ts";
import { scoreTables } from "./scores/scoretables.ts";
import { things } from "./reader/things.ts";
import { turned } from "./reader/turned.ts";
import { shares } from "./shares/shares.ts";
import { shareSums } from "./shares/sharesums.ts";
import { spokenShares } from "./shares/spokenshares.ts";
import { unsaidShares } from "./shares/unsaidshares.ts";
import { weightSums } from "./shares/weightsums.ts";
import { frequencies } from "./second/frequencies.ts";
import { toldRanks } from "./second/toldranks.ts";
import { chains } from "./sums/chains.ts";
import { countedSums } from "./sums/countedsums.ts";
import { likeLists } from "./sums/likelists.ts";
import { moveTallies } from "./sums/movetallies.ts";
import { netMoves } from "./sums/netmoves.ts";
import { others } from "./sums/others.ts";
import { pairedLists } from "./sums/pairedlists.ts";
import { partBalances } from "./sums/partbalances.ts";
import { partLists } from "./sums/partlists.ts";
import { remainders } from "./sums/remainders.ts";
import { runs } from "./sums/runs.ts";
import { seriesSaid } from "./sums/series.ts";
import { stocks } from "./sums/stocks.ts";
import { thresholds } from "./sums/thresholds.ts";
import { totals } from "./sums/totals.ts";
import { cellMoves } from "./tables/cellmoves.ts";
import { rowDirections } from "./tables/rowdirections.ts";
import { rowTellings } from "./tables/rowtellings.ts";
import { steadyWholes } from "./tables/steadywholes.ts";
import { tableFormulas } from "./tables/tableformulas.ts";
import { tablePeriods } from "./tables/tableperiods.ts";
import { tableTexts } from "./tables/tabletext.ts";
import { tableTotals } from "./tables/tabletotals.ts";
import { verdictColumns } from "./tables/verdictcolumns.ts";
import { comparedYears } from "./time/comparedyears.ts";
import { dateChains } from "./time/datechains.ts";
import { dateRuns } from "./time/dateruns.ts";
import { dates } from "./time/dates.ts";
import { dateTables } from "./time/datetables.ts";
import { disclosures } from "./time/disclosures.ts";
import { durations } from "./time/durations.ts";
import { introYears } from "./time/introyears.ts";
import { lateness } from "./time/lateness.ts";
import { openingYears } from "./time/openingyears.ts";
import { ownDates } from "./time/owndates.ts";
import { periodGlosses } from "./time/periodglosses.ts";
import { periodParts } from "./time/periodparts.ts";
import { periods } from "./time/periods.ts";
import { promises } from "./time/promises.ts";
import { strayYears } from "./time/strayyears.ts";
import { timeLists } from "./time/timelists.ts";
import { yearSpans } from "./time/yearspans.ts";
import { yearWords } from "./time/yearwords.ts";

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
  namedLevels,
  impliedBases,
  namedComparisons,
  totals,
  runs,
  thresholds,
  partLists,
  pairedLists,
  countedSums,
  seriesSaid,
  others,
  remainders,
  chains,
  stocks,
  bookValues,
  partBalances,
  shares,
  shareSums,
  unsaidShares,
  weightSums,
  ratios,
  targets,
  verdictRates,
  restated,
  recalled,
  opposed,
  ratedScores,
  deductions,
  leverage,
  goalGaps,
  proportions,
  respectiveRates,
  yearComparisons,
  headingMoves,
  respectively,
  conversions,
  averages,
  listAverages,
  tableAverages,
  averageLevels,
  multiples,
  netMoves,
  comparedLists,
  laterBases,
  tablePeriods,
  spokenShares,
  trends,
  turnedGaps,
  itemCounts,
  columnCounts,
  conditionCounts,
  partCounts,
  divisionCounts,
  gradeCounts,
  runCounts,
  stepCounts,
  summedCounts,
  bareCounts,
  moveTallies,
  exchanges,
  numberFormats,
  numberings,
  ordinals,
  multilevels,
  percentPoints,
  progress,
  placeholders,
  serials,
  wordings,
  tableTexts,
  rowTellings,
  rowDirections,
  cellMoves,
  verdictColumns,
  dates,
  dateTables,
  dateChains,
  dateRuns,
  disclosures,
  durations,
  lateness,
  ownDates,
  promises,
  periodParts,
  comparedYears,
  periodGlosses,
  timeLists,
  yearSpans,
  yearWords,
  strayYears,
  introYears,
  periods,
  openingYears,
  baseYears,
  ranks,
  rankRuns,
  extremes,
  twoNames,
  changeGoals,
  firsts,
  pairs,
  namedSums,
  namedShares,
  namedConditions,
  columnPairs,
  orders,
  goalVerdicts,
  groupCounts,
  namedMultiples,
  unitDigits,
  unitSlips,
  unitSums,
  versus,
  fromTo,
  bracketBases,
  likeLists,
  steadyWholes,
  approximations,
  restatedHedges,
  toldRanks,
  frequencies,
  things,
  turned,
  questions,
];
