import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type Channel, channels } from "../channels/words.ts";
import { deliveryOperations } from "../deliveries/contract.ts";

/** 发送测试消息: asks where to where it needs asking, and then tells how it went. */
export function TestChannel({ channel }: { channel: Channel }) {
  const [isAsking, setAsking] = useState(false);
  const [id, setId] = useState<string | null>(null);
  const close = () => {
    setAsking(false);
    setId(null);
  };
  return (
    <>
      {channel === "mail" ? (
        <StepButton title="发送测试消息" onStep={() => setAsking(true)} />
      ) : (
        <CommandButton operation={deliveryOperations.test} input={{ channel }} done={(answer) => setId(answer.id)} />
      )}
      {(isAsking || id) && (
        <Window title={`测试${channels[channel]}`} width={480} close={close}>
          {id ? (
            <Outcome id={id} />
          ) : (
            <Form
              operation={deliveryOperations.test}
              given={{ channel }}
              fields={[{ key: "address", help: "测试邮件发到这里" }]}
              draft={false}
              quiet
              narrow
              cancel={close}
              done={(answer) => setId(answer.id)}
            />
          )}
        </Window>
      )}
    </>
  );
}

function Outcome({ id }: { id: string }) {
  const [isOver, setOver] = useState(false);
  const { data } = useAnswer(deliveryOperations.get, { id }, { every: isOver ? false : 800 });
  const queries = useQueryClient();
  const isEnded = data !== undefined && data.state !== "sending" && !(data.state === "waiting" && data.attempts === 0);
  if (isEnded && !isOver) setOver(true);
  useEffect(() => {
    // 投递记录 stand on the same page.
    if (isOver) void queries.invalidateQueries();
  }, [isOver, queries]);
  if (!isEnded)
    return (
      <p className="channel-outcome" role="status">
        正在发送……
      </p>
    );
  const isSent = data.state === "sent";
  const later = data.state === "waiting" ? "，稍后会自动再试" : "";
  return (
    <p className="channel-outcome" role="status">
      <Sign kind={isSent ? "done" : "late"} />
      {isSent ? "已经送出，请到收件的一端查看。" : `没有送出：${data.reason ?? "原因不明"}${later}`}
    </p>
  );
}
