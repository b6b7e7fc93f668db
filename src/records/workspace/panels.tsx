import type { Panel } from "#kit/ui/frame/pages.ts";
import { channelOperations } from "./channels/contract.ts";
import { deliveryOperations } from "./deliveries/contract.ts";

export const panels: Panel[] = [
  {
    on: "settings",
    title: "消息渠道",
    order: 10,
    permission: channelOperations.get.permission,
    component: () => import("./screens/ChannelSettings.tsx").then((file) => file.ChannelSettings),
  },
  {
    on: "settings",
    title: "投递记录",
    order: 20,
    permission: deliveryOperations.list.permission,
    component: () => import("./screens/DeliveryList.tsx").then((file) => file.DeliveryList),
  },
];
