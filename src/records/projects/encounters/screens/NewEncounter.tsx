import { useMemo } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import type { Choice } from "#kit/ui/form/Picker.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, usePlace } from "#kit/ui/wire/usePlace.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { PeopleInput } from "#records/events/parts/PeopleInput.tsx";
import { OutpostPicker } from "#records/intermediaries/parts/OutpostPicker.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { projectOperations } from "../../contract.ts";
import { FilesInput } from "../../parts/FilesInput.tsx";
import { encounterOperations } from "../contract.ts";
import { KindInput } from "./KindInput.tsx";
import { CompaniesInput, ContactsInput, ProjectsInput } from "./ManyInputs.tsx";
import "./encounters.css";

/** What the form begins with, and the names of what is chosen already. */
interface Begun {
  initial?: Partial<z.input<typeof encounterOperations.create.input>>;
  companies?: Choice[];
  projects?: Choice[];
  hosts?: Choice[];
  outpost?: Choice | null;
  /** Tells the drafts of several pages apart. */
  draft?: string;
  back: string;
}

/** 记一次对接 in under a minute, on a phone too: begun from the menu, a company, a project, or a record typed wrongly. */
export function NewEncounter() {
  const { search } = useAddress();
  const named = (key: string) => (typeof search[key] === "string" ? (search[key] as string) : null);
  const [projectId, companyId, fromId] = [named("projectId"), named("companyId"), named("fromId")];
  return (
    <>
      <PageHead title="记一次对接" from={{ title: "对接记录", to: "encounters" }} />
      {fromId ? (
        <Again id={fromId} />
      ) : projectId ? (
        <WithProject id={projectId} />
      ) : companyId ? (
        <WithCompany id={companyId} />
      ) : (
        <Typing back="encounters" />
      )}
    </>
  );
}

function WithProject({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(projectOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { name, investorId, investorCompanyName } = data.project;
  return (
    <Typing
      initial={{ projectIds: [id], companyIds: investorId ? [investorId] : [] }}
      projects={[{ value: id, title: name }]}
      companies={investorId ? [{ value: investorId, title: investorCompanyName ?? "" }] : []}
      draft={id}
      back={`projects/${id}`}
    />
  );
}

function WithCompany({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(companyOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const companies = [{ value: id, title: data.company.name }];
  return <Typing initial={{ companyIds: [id] }} companies={companies} draft={id} back={`companies/${id}`} />;
}

/** 作废重登: what was typed wrongly is typed anew, not from nothing. */
function Again({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(encounterOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { encounter, outpost, companies, projects, hosts } = data;
  const { kind, happenedOn, place, counterpart, summary, nextStep, nextDueOn, guestNames } = encounter;
  const choices = (all: { id: string; name: string }[]) => all.map((each) => ({ value: each.id, title: each.name }));
  return (
    <Typing
      initial={{
        kind,
        happenedOn,
        place,
        counterpart,
        summary,
        nextStep,
        nextDueOn,
        guestNames,
        companyIds: companies.map((each) => each.id),
        projectIds: projects.map((each) => each.id),
        hostIds: hosts.map(({ personId }) => personId),
        outpostId: encounter.outpostId,
      }}
      outpost={outpost && { value: outpost.id, title: outpost.name }}
      companies={choices(companies)}
      projects={choices(projects)}
      hosts={hosts.map(({ personId, name }) => ({ value: personId, title: name }))}
      draft={id}
      back={`encounters/${id}`}
    />
  );
}

const none: Choice[] = [];
const hasNext = ({ nextStep }: Values) => typeof nextStep === "string" && nextStep.trim() !== "";

function Typing({ initial, companies = none, projects = none, hosts = none, outpost = null, draft, back }: Begun) {
  const { go } = usePlace();
  const { personId, name, today } = useActor();
  const sections = useMemo(() => {
    const me = personId ? [{ value: personId, title: name }] : [];
    return [
      {
        title: "",
        lead: "选好对方、写一两句就能保存，其余的可以不填。",
        fields: [
          { key: "kind" as const, input: KindInput, wide: true },
          { key: "companyIds" as const, input: (props: InputProps) => <CompaniesInput {...props} known={companies} /> },
          { key: "counterpart" as const, help: "企业库里没有的写在这里，几家用顿号分开" },
          { key: "projectIds" as const, input: (props: InputProps) => <ProjectsInput {...props} known={projects} /> },
          "happenedOn" as const,
          { key: "summary" as const, wide: true },
          { key: "nextStep" as const, wide: true, help: "约好的下一次、要办的事；到期会在工作台提醒" },
          { key: "nextDueOn" as const, when: hasNext, required: true },
          {
            key: "nextOwnerId" as const,
            when: hasNext,
            help: "不选为自己",
            input: (props: InputProps) => <PersonPicker {...props} />,
          },
        ],
      },
      {
        title: "还可以补充",
        fields: [
          "place" as const,
          {
            key: "hostIds" as const,
            help: "科室按对接当日的任职记",
            input: (props: InputProps) => <PeopleInput {...props} known={[...me, ...hosts]} />,
          },
          { key: "contactIds" as const, input: ContactsInput },
          { key: "guestNames" as const, help: "联系人里没有的，例如：王示例 总经理、李示例" },
          {
            key: "outpostId" as const,
            help: "由联络站、小分队邀约或陪同的选上，计入它的成果",
            input: (props: InputProps) => <OutpostPicker {...props} known={outpost} />,
          },
          { key: "files" as const, input: FilesInput, wide: true },
        ],
      },
    ];
  }, [personId, name, companies, projects, hosts, outpost]);
  return (
    <div className="paper section encounter-form">
      <Form
        operation={encounterOperations.create}
        sections={sections}
        initial={{ kind: "visit", happenedOn: today, ...(personId && { hostIds: [personId] }), ...initial }}
        {...(draft && { draft })}
        submit="保存"
        outcome={() => ({ kind: "told", text: "已记下这次对接" })}
        cancel={() => go(back)}
        done={({ id }) => go(back === "encounters" || back.startsWith("encounters/") ? `encounters/${id}` : back)}
      />
    </div>
  );
}
