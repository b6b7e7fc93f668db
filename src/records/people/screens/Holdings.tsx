import { Sign } from "#kit/ui/look/Sign.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import "./handovers.css";
import { holdingOperations } from "../handovers/contract.ts";

/** 名下还有: said before somebody leaves; it warns and blocks nothing, for an account must be closed the same day. */
export function Holdings({ accountId, isDisabled }: { accountId: string; isDisabled: boolean }) {
  const { data } = useAnswer(holdingOperations.holdings, { id: accountId });
  if (!data || data.kinds.length === 0) return null;
  const held = data.kinds.map(({ title, count }) => `${title} ${count} 项`).join("、");
  return (
    <p className="holdings" role="note">
      <Sign kind="watch" />
      {isDisabled
        ? `账号已停用，名下仍有${held}，无人负责。请主任或科长在“交接”中为其拟办交接。`
        : `名下还有${held}。人员离开前，请本人、科长或主任在“交接”中办理移交；停用账号不会自动移交。`}
    </p>
  );
}
