import { Button } from "antd";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { outsideOperations } from "../contract.ts";
import { keepRound } from "./round.ts";

/** 用“…”登录: leaves for the provider, which sends the browser back to /sign-in/outside. */
export function OutsideButton({ name }: { name: string }) {
  const { search } = useAddress();
  const begin = useCommand(outsideOperations.begin);
  const leave = async () => {
    const begun = await begin.run({ origin: window.location.origin });
    if (!begun) return;
    keepRound({ binding: begun.binding, to: typeof search.to === "string" ? search.to : "/" });
    window.location.assign(begun.address);
  };
  return (
    <>
      <Button block loading={begin.busy} onClick={() => void leave()}>
        {`用“${name}”登录`}
      </Button>
      {begin.failure && (
        <p className="field-problem" role="alert">
          {begin.failure.message}
        </p>
      )}
    </>
  );
}
