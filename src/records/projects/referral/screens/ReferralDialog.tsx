import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { RegionPicker } from "#records/directory/parts/RegionPicker.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { FilesInput } from "../../parts/FilesInput.tsx";
import { type ProjectReferral, referralOperations } from "../contract.ts";

type Answer = z.output<typeof ProjectReferral>;
type Filing = Answer["referrals"][number];

export type Asked = { what: "file" } | { what: "report" | "extend" | "withdraw" | "transfer"; filing: Filing };

interface DialogProps {
  projectId: string;
  asked: Asked;
  terms: Answer["terms"];
  close: () => void;
}

const upload = (key: "files") => ({ key, input: FilesInput, wide: true });

/** What one may do about a filing, each with its own few fields. */
export function ReferralDialog({ projectId, asked, terms, close }: DialogProps) {
  const shared = { narrow: true, cancel: close, done: close } as const;
  if (asked.what === "file") return <Filed projectId={projectId} terms={terms} close={close} />;
  const { id, number } = asked.filing;
  if (asked.what === "report")
    return (
      <Window title="报告首谈进展" width={560} close={close}>
        <Form
          operation={referralOperations.report}
          given={{ id }}
          fields={[{ key: "content", wide: true, help: "这段时间谈到了哪一步" }, upload("files")]}
          draft={id}
          outcome={() => ({ kind: "told", text: `已报告，下次请在 ${terms.reportDays} 日内` })}
          {...shared}
        />
      </Window>
    );
  if (asked.what === "extend")
    return (
      <Window title="申请延期" width={560} close={close}>
        <Form
          operation={referralOperations.extend}
          given={{ id }}
          initial={{ months: terms.extendMonths }}
          fields={[
            { key: "months", help: `一次最多 ${terms.extendMonths} 个月` },
            { key: "content", wide: true, help: "延期须同时报告进展" },
            upload("files"),
          ]}
          draft={id}
          {...shared}
        />
      </Window>
    );
  if (asked.what === "transfer")
    return (
      <Window title={`流转首谈备案 ${number}`} width={560} close={close}>
        <p className="soft">项目连同首谈保护交给接手专员，记功按双方协议分配。</p>
        <Form
          operation={referralOperations.transfer}
          given={{ id }}
          initial={{ percent: 50 }}
          fields={[
            { key: "receiverId", input: PersonPicker },
            "percent",
            { key: "note", wide: true },
            { ...upload("files"), help: "双方签字的流转协议" },
          ]}
          draft={id}
          {...shared}
        />
      </Window>
    );
  return (
    <Window title={`撤回首谈备案 ${number}`} width={520} close={close}>
      <p className="soft">撤回后不再保护，要再备案以新的时间为准。</p>
      <Form
        operation={referralOperations.withdraw}
        given={{ id }}
        fields={["reason"]}
        draft={false}
        outcome={() => ({ kind: "told", text: "已撤回" })}
        {...shared}
      />
    </Window>
  );
}

function Filed({ projectId, terms, close }: Omit<DialogProps, "asked">) {
  const { today } = useActor();
  return (
    <Window title="首谈备案" width={620} close={close}>
      <p className="soft">以备案时间为先后，时间由系统记，不能改。查重按项目里的投资方、意向落位和计划总投资。</p>
      <Form
        operation={referralOperations.file}
        given={{ projectId }}
        initial={{ contactedOn: today, months: terms.usual }}
        fields={[
          "contactedOn",
          { key: "months", help: `${terms.least} 至 ${terms.most} 个月` },
          { key: "contactNote", wide: true, help: "谁与谁在何处谈的、谈了什么" },
          { key: "scope", wide: true, help: "保护到哪里：投资方、产业环节、地域" },
          { key: "reporterRegion", input: RegionPicker, help: "由区（县）报送的选填" },
          { ...upload("files"), help: "会谈纪要、往来函件、照片或来访登记" },
        ]}
        draft={projectId}
        narrow
        outcome={() => ({ kind: "told", text: "已备案" })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}
