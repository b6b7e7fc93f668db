import { Picker } from "#kit/ui/form/Picker.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { siteOperations } from "../contract.ts";
import { type SiteKind, siteKinds } from "../words.ts";

interface SitePickerProps extends InputProps {
  /** Only these kinds; all of them unless said. */
  kinds?: readonly SiteKind[];
  known?: { value: string; title: string } | null;
}

/** Chooses a site by a piece of its name, its initials or its number. */
export function SitePicker({ kinds, known = null, ...props }: SitePickerProps) {
  const { call } = useServices();
  const load = async (search: string) => {
    const asked = (kinds ?? [undefined]).map((kind) =>
      call(siteOperations.list, { ...(search && { search }), ...(kind && { kind }), sort: "name" as const, limit: 20 }),
    );
    const answers = await Promise.all(asked);
    return answers
      .flatMap(({ rows }) => rows)
      .map(({ id, name, kind, parkName }) => ({
        value: id,
        title: name,
        hint: [siteKinds[kind], parkName].filter(Boolean).join(" · "),
      }));
  };
  return <Picker name={`sites ${kinds?.join() ?? ""}`} load={load} known={known} {...props} />;
}

export const ParkPicker = (props: InputProps) => <SitePicker {...props} kinds={parks} />;
const parks = ["park"] as const;
