import { Filters } from "#kit/ui/list/Filters.tsx";
import { useListState } from "#kit/ui/list/useListState.ts";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { RegionPicker } from "#records/directory/parts/RegionPicker.tsx";
import { OutpostPicker } from "#records/intermediaries/parts/OutpostPicker.tsx";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { projectOperations } from "../contract.ts";

export const filterChoices = [
  "stage",
  "track",
  "size",
  "capital",
  "standing",
  "isJoint",
  { key: "region", input: RegionPicker },
  { key: "officerId", input: PersonPicker },
  { key: "divisionId", input: DivisionInput },
  { key: "investorId", input: CompanyPicker },
  { key: "outpostId", input: OutpostPicker },
  "signedIn",
  "landedIn",
];

const none = {};

/** The list's own filter for views that are no list. */
export function useProjectFilter() {
  return useListState(projectOperations.list, none, {});
}

export function ProjectFilters({ state, fields }: ReturnType<typeof useProjectFilter>) {
  return (
    <div className="list-bar unprinted">
      <div className="list-filters">
        <Filters
          fields={fields}
          choices={filterChoices}
          filter={state.filter}
          set={state.setFilter}
          clear={state.clearFilter}
        />
      </div>
    </div>
  );
}
