import { useEffect, useMemo } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { jumpTo } from "#kit/ui/wire/jump.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { projectOperations, type ProjectPage } from "../contract.ts";
import { projectSections } from "./projectfields.tsx";

export function EditProject() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(projectOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <PageHead title="修改招商项目" from={{ title: data.project.name, to: `projects/${id}` }} />
      {data.may.update ? (
        <Problem failure={data.may.update} />
      ) : (
        <Editing project={data.project} places={data.places} />
      )}
    </>
  );
}

function Editing({ project, places }: Pick<z.output<typeof ProjectPage>, "project" | "places">) {
  const { go } = usePlace();
  const { search } = useAddress();
  const sections = useMemo(
    () =>
      projectSections(
        {
          officer: known(project.officerId, project.officerName),
          keeper: known(project.qualityKeeperId, project.qualityKeeperName),
          investor: known(project.investorId, project.investorCompanyName),
          landed: known(project.landedCompanyId, project.landedCompanyName),
          region: known(project.region, project.regionName),
          event: known(project.eventId, places.event?.name ?? null),
          intermediary: known(project.intermediaryId, places.intermediary?.name ?? null),
          outpost: known(project.outpostId, places.outpost?.name ?? null),
          site: known(project.siteId, places.site?.name ?? null),
        },
        project,
      ),
    [project, places],
  );
  const field = typeof search.field === "string" ? search.field : null;
  useEffect(() => {
    if (field) jumpTo(`field-${field}`);
  }, [field]);
  const back = () => go(`projects/${project.id}`);
  return (
    <div className="paper section">
      <Form
        operation={projectOperations.update}
        record={project}
        sections={sections}
        submit="保存"
        cancel={back}
        done={back}
      />
    </div>
  );
}

const known = (value: string | null, title: string | null) => (value ? { value, title: title ?? value } : null);
