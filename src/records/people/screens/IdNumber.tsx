import { EyeOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Hint } from "#kit/ui/look/Hint.tsx";
import type { May } from "#kit/ui/record/StepButton.tsx";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { type Person, staffOperations } from "../staff/contract.ts";

/** 身份证件号: half hidden until somebody who keeps the staff asks for it, which is recorded. */
export function IdNumber({ person, may }: { person: z.output<typeof Person>; may: May }) {
  const reveal = useCommand(staffOperations.reveal);
  const [opened, setOpened] = useState<string | null>(null);
  const show = async () => setOpened((await reveal.run({ id: person.id }))?.idNumber ?? null);
  return (
    <dl className="facts">
      <div>
        <dt>身份证件号</dt>
        <dd>
          {may !== null ? (
            <span className="soft">只对维护人员的角色显示</span>
          ) : person.idNumber === null ? (
            <span className="soft">未登记</span>
          ) : (
            <span className="person-id">
              <span className="number">{opened ?? person.idNumber}</span>
              {!opened && (
                <Hint text="显示完整的号码，查看会留痕">
                  <Button
                    type="text"
                    size="small"
                    icon={<EyeOutlined />}
                    aria-label="查看身份证件号原文"
                    loading={reveal.busy}
                    onClick={() => void show()}
                  />
                </Hint>
              )}
            </span>
          )}
          {reveal.failure && (
            <span className="field-problem" role="alert">
              {reveal.failure.message}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}
