import type { Text } from "../facts/text.ts";
import type { Observation } from "../judgement/claim.ts";
import { accounts } from "./accounts.ts";
import { averageLevels } from "./averagelevels.ts";
import { averages } from "./averages.ts";
import { bareCounts } from "./barecounts.ts";
import { baseYears } from "./baseyears.ts";
import { bookValues } from "./bookvalues.ts";
import { chains } from "./chains.ts";
import { remainders } from "./remainders.ts";
import { countedSums } from "./countedsums.ts";
import { pairedLists } from "./pairedlists.ts";
import { cellMoves } from "./cellmoves.ts";
import { rowDirections } from "./rowdirections.ts";
import { verdictColumns } from "./verdictcolumns.ts";
import { rowTellings } from "./rowtellings.ts";
import { runs } from "./runs.ts";
import { seriesSaid } from "./series.ts";
import { multiples } from "./multiples.ts";
import { netMoves } from "./netmoves.ts";
import { comparedLists } from "./comparedlists.ts";
import { laterBases } from "./laterbases.ts";
import { tablePeriods } from "./tableperiods.ts";
import { namedBases } from "./namedbases.ts";
import { namedComparisons } from "./namedcomparisons.ts";
import { namedLevels } from "./namedlevels.ts";
import { impliedBases } from "./impliedbases.ts";
import { respectively } from "./respectively.ts";
import { leverage } from "./leverage.ts";
import { ratedScores } from "./ratedscores.ts";
import { recalled } from "./recalled.ts";
import { restated } from "./restated.ts";
import { classLines } from "./classlines.ts";
import { conditionCounts } from "./conditioncounts.ts";
import { conversions } from "./conversions.ts";
import { growths } from "./growth.ts";
import { gradeCounts } from "./gradecounts.ts";
import { itemCounts } from "./itemcounts.ts";
import { partCounts } from "./partcounts.ts";
import { runCounts } from "./runcounts.ts";
import { stepCounts } from "./stepcounts.ts";
import { questions } from "./questions.ts";
import { ratios } from "./ratios.ts";
import { partLists } from "./partlists.ts";
import { shares } from "./shares.ts";
import { shareSums } from "./sharesums.ts";
import { spokenShares } from "./spokenshares.ts";
import { tableAverages } from "./tableaverages.ts";
import { targets } from "./targets.ts";
import { exchanges } from "./exchange.ts";
import { numberFormats } from "./numberformat.ts";
import { numberings } from "./numbering.ts";
import { percentPoints } from "./percentpoints.ts";
import { partBalances } from "./partbalances.ts";
import { progress } from "./progress.ts";
import { promises } from "./promises.ts";
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
import { comparedYears } from "./comparedyears.ts";
import { dates } from "./dates.ts";
import { dateTables } from "./datetables.ts";
import { dateChains } from "./datechains.ts";
import { durations } from "./durations.ts";
import { moveTallies } from "./movetallies.ts";
import { multilevels } from "./multilevel.ts";
import { ownDates } from "./owndates.ts";
import { periodGlosses } from "./periodglosses.ts";
import { introYears } from "./introyears.ts";
import { strayYears } from "./strayyears.ts";
import { timeLists } from "./timelists.ts";
import { periodParts } from "./periodparts.ts";
import { periods } from "./periods.ts";
import { rankedNames } from "./rankednames.ts";
import { rankRuns } from "./rankruns.ts";
import { changeGoals } from "./changegoals.ts";
import { extremes } from "./extremes.ts";
import { twoNames } from "./twonames.ts";
import { ranks } from "./ranks.ts";
import { stocks } from "./stocks.ts";
import { superlatives } from "./superlatives.ts";
import { unitDigits } from "./unitdigits.ts";
import { unitSlips } from "./units.ts";
import { unitSums } from "./unitsums.ts";
import { restatedHedges } from "./restatedhedges.ts";
import { approximations } from "./approximations.ts";
import { versus } from "./versus.ts";
import { listAverages } from "./listaverages.ts";
import { thresholds } from "./thresholds.ts";
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
  remainders,
  chains,
  stocks,
  bookValues,
  partBalances,
  shares,
  shareSums,
  ratios,
  targets,
  restated,
  recalled,
  ratedScores,
  leverage,
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
  itemCounts,
  conditionCounts,
  partCounts,
  gradeCounts,
  runCounts,
  stepCounts,
  bareCounts,
  moveTallies,
  exchanges,
  numberFormats,
  numberings,
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
  durations,
  ownDates,
  promises,
  periodParts,
  comparedYears,
  periodGlosses,
  timeLists,
  strayYears,
  introYears,
  periods,
  baseYears,
  ranks,
  rankedNames,
  rankRuns,
  extremes,
  twoNames,
  changeGoals,
  superlatives,
  unitDigits,
  unitSlips,
  unitSums,
  versus,
  approximations,
  restatedHedges,
  questions,
];
