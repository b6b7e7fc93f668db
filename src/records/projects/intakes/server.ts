import { serve } from "#kit/server/serve.ts";
import {
  closeIntakeLink,
  createIntakeLink,
  forgetIntake,
  relinkIntake,
  reopenIntakeLink,
  revealIntake,
  setIntakeAside,
  showIntakeForm,
  submitIntake,
  takeIntake,
  updateIntakeLink,
} from "./actions.ts";
import { intakeDoorOperations, intakeLinkOperations, intakeOperations } from "./contract.ts";
import { getIntakePage, listIntakeLinks, listIntakes } from "./queries.ts";

export const intakeServer = [
  ...serve(intakeOperations, {
    list: listIntakes,
    get: getIntakePage,
    take: takeIntake,
    setAside: setIntakeAside,
    reveal: revealIntake,
    forget: forgetIntake,
  }),
  ...serve(intakeLinkOperations, {
    list: listIntakeLinks,
    create: createIntakeLink,
    update: updateIntakeLink,
    close: closeIntakeLink,
    reopen: reopenIntakeLink,
    relink: relinkIntake,
  }),
  ...serve(intakeDoorOperations, { form: showIntakeForm, submit: submitIntake }),
];
