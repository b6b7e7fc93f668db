import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "antd";
import { PageTabs } from "#kit/ui/frame/PageTabs.tsx";
import { useSmall } from "#kit/ui/look/useNarrow.ts";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import type { CheckReport, Span } from "../contract.ts";
import { ExportMenu } from "./ExportMenu.tsx";
import { FactTable } from "./FactTable.tsx";
import { FindingList } from "./FindingList.tsx";
import type { Head } from "./head.ts";
import { HeldList } from "./HeldList.tsx";
import type { Entry } from "./listing.ts";
import { Paper } from "./Paper.tsx";
import { PrintedList } from "./PrintedList.tsx";
import { Stepper } from "./Stepper.tsx";
import { Summary } from "./Summary.tsx";
import { useFindings } from "./useFindings.ts";
import { Warning } from "./Warning.tsx";
import "./result.css";

interface ResultProps {
  Head: Head;
  name: string;
  report: CheckReport;
  again: () => void;
}

/** The paper with its marks, and beside it what they mean. On a phone one of the two at a time. */
export function Result({ Head, name, report, again }: ResultProps) {
  const findings = useFindings(report);
  const isSmall = useSmall();
  const { change } = useAddress();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true }), []);
  const look = (span: Span) => {
    if (isSmall) change({ tab: "text" });
    findings.show(span);
  };
  const select = (entry: Entry) => {
    findings.select(entry);
    // On a phone the paper opens at it later.
    findings.show(entry.finding.at);
  };
  const light = (span: Span, others: readonly Span[] = []) =>
    findings.light(span, others, isSmall ? { tab: "text" } : {});
  const step = (by: number) => {
    const { shown, selected } = findings;
    const at = selected ? shown.indexOf(selected) + by : by > 0 ? 0 : shown.length - 1;
    const next = shown[Math.min(Math.max(0, at), shown.length - 1)];
    if (!next) return;
    findings.select(next);
    findings.show(next.finding.at);
  };
  const press = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input,textarea,select,[role^=menu]")) return;
    const arrows = target.closest(".findings") ? { ArrowDown: 1, ArrowUp: -1 } : {};
    const by = ({ j: 1, k: -1, ...arrows } as Record<string, number>)[event.key];
    if (!by) return;
    event.preventDefault();
    step(by);
  };
  const paper = (
    <Paper
      report={report}
      marks={findings.marks}
      lit={findings.lit}
      target={findings.target}
      pick={(number) => {
        const entry = findings.shown.find((each) => each.number === number);
        if (entry) findings.select(entry);
      }}
    />
  );
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that work wherever the keyboard stands inside
    <div ref={box} className="check-result" tabIndex={-1} onKeyDown={press}>
      <Head
        title="核对"
        tags={<Warning isShort />}
        acts={
          <>
            <ExportMenu name={name} report={report} findings={findings} />
            <Button onClick={again}>换一份</Button>
          </>
        }
      />
      <p className="printed printed-title">疑点清单</p>
      <Summary name={name} report={report} />
      <div className="check-split unprinted">
        <aside className="check-margin" aria-label="核对结果">
          <PageTabs
            tabs={[
              {
                key: "findings",
                title: "疑点",
                count: report.findings.length,
                content: () => <FindingList findings={findings} select={select} look={look} isSmall={isSmall} />,
              },
              ...(isSmall ? [{ key: "text", title: "原文", content: () => paper }] : []),
              {
                key: "held",
                title: "核对通过",
                count: report.held.length,
                content: () => <HeldList held={report.held} light={light} />,
              },
              {
                key: "facts",
                title: "数字表",
                count: report.facts.length,
                content: () => <FactTable facts={report.facts} light={light} />,
              },
            ]}
          />
          {isSmall && <Stepper findings={findings} step={step} />}
        </aside>
        {/* Last for the keyboard: a report has a hundred tables, each of them a stop. */}
        {!isSmall && paper}
      </div>
      <PrintedList name={name} report={report} findings={findings} />
    </div>
  );
}
