import { type FieldClass, fieldClasses } from "#kit/base/classes.ts";
import { Hint } from "../look/Hint.tsx";

/** A value of a class this person may not see. */
export function Masked({ of = "internal" }: { of?: FieldClass | undefined }) {
  return (
    <Hint text={`无权查看：这是“${fieldClasses[of]}”级信息。需要时请联系本机构的安全管理员。`}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- the keyboard must reach the reason */}
      <span className="soft" tabIndex={0} role="note" aria-label="无权查看">
        ——
      </span>
    </Hint>
  );
}
