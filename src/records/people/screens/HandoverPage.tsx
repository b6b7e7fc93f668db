import { PrinterOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { PaperMenu } from "#kit/ui/papers/PaperMenu.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Timeline } from "#kit/ui/record/Timeline.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { HandoverPage as Answer, handoverOperations } from "../handovers/contract.ts";
import { signatureRoles } from "../handovers/words.ts";
import { HandoverItems } from "./HandoverItems.tsx";
import { HandoverTag } from "./HandoverTag.tsx";
import { Signatures } from "./Signatures.tsx";

type Shown = z.output<typeof Answer>;

export function HandoverPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(handoverOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Paper {...data} /> : <Busy />;
}

function Paper(shown: Shown) {
  const { handover, items, signatures, digest, timeline, next, may } = shown;
  const { id, version } = handover;
  const [isCancelling, setCancelling] = useState(false);
  const close = () => setCancelling(false);
  return (
    <>
      <RecordPage
        title="工作交接清单"
        code={handover.code}
        from={{ title: "交接", to: "handovers" }}
        state={<HandoverTag state={handover.state} />}
        people={[
          ["移交人", handover.giverName],
          ["接收人", handover.receiverName],
          ["监交人", handover.witnessName ?? "—"],
        ]}
        next={
          <span className="steps unprinted">
            {next && <SignButton {...shown} />}
            {next && (
              <CommandButton
                operation={handoverOperations.renew}
                input={{ id, version }}
                may={may.renew}
                confirm={<p>按现在的情况重列清单，已有的签字作废，需要从移交人起重新签字。已勾掉的事项仍不移交。</p>}
              />
            )}
            {next && <StepButton title="作废" may={may.cancel} danger onStep={() => setCancelling(true)} />}
            <Papers id={id} />
          </span>
        }
        sections={[
          {
            key: "facts",
            title: "交接情况",
            children: (
              <Facts
                shape={Answer.shape.handover}
                of={handover}
                fields={[
                  "reason",
                  "itemCount",
                  "preparedOn",
                  ...(handover.doneOn ? (["doneOn"] as const) : []),
                  ...(handover.cancelReason ? (["cancelReason"] as const) : []),
                ]}
              />
            ),
          },
          {
            key: "items",
            title: `移交事项（${handover.itemCount}）`,
            children: <HandoverItems key={version} handover={handover} items={items} may={may.choose} />,
          },
          { key: "signatures", title: "签字", children: <Signatures signatures={signatures} digest={digest} /> },
        ]}
        timeline={<Timeline entries={timeline.rows} />}
      />
      {isCancelling && (
        <Window title={`作废交接 ${handover.code}`} width={520} close={close}>
          <Form
            operation={handoverOperations.cancel}
            record={handover}
            fields={[{ key: "reason", help: "写入留痕，例如：人选有变、暂不轮岗" }]}
            draft={false}
            narrow
            submit="作废"
            outcome={() => ({ kind: "told", text: "交接已作废，没有移交任何事项" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}

/** The last signature moves everything: it says so before it is given. */
function SignButton({ handover, next, may }: Shown) {
  const { id, version, itemCount, witnessName, giverName, receiverName } = handover;
  if (!next) return null;
  const isLast = next === "witness" || (next === "receiver" && witnessName === null);
  return (
    <CommandButton
      operation={handoverOperations.sign}
      input={{ id, version }}
      title={`${signatureRoles[next]}签字`}
      may={may.sign}
      primary
      confirm={
        <p>
          {isLast
            ? `签字后，清单上的 ${itemCount} 项随即由${giverName}移交给${receiverName}，不能撤回。请先核对清单。`
            : `您确认已看过清单上的 ${itemCount} 项。签字后清单不再改动，轮到下一位签字。`}
        </p>
      }
    />
  );
}

function Papers({ id }: { id: string }) {
  return (
    <>
      <PaperMenu title="下载清单" operation={handoverOperations.print} input={{ id }} />
      <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
        打印
      </Button>
    </>
  );
}
