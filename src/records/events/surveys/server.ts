import { serve } from "#kit/server/serve.ts";
import {
  answerSurvey,
  closeSurvey,
  createSurvey,
  inviteToSurvey,
  publishSurvey,
  relinkSurvey,
  showForm,
  updateSurvey,
} from "./actions.ts";
import { surveyDoorOperations, surveyOperations } from "./contract.ts";
import { getSurveyPage, listSurveys } from "./queries.ts";

export const surveyServer = [
  ...serve(surveyOperations, {
    list: listSurveys,
    get: getSurveyPage,
    create: createSurvey,
    update: updateSurvey,
    publish: publishSurvey,
    relink: relinkSurvey,
    invite: inviteToSurvey,
    close: closeSurvey,
  }),
  ...serve(surveyDoorOperations, { form: showForm, answer: answerSurvey }),
];
