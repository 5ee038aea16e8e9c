window.YTD.direct_messages_group.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "8800",
      "name" : "Rowers",
      "messages" : [
        { "participantsLeave" : { "userIds" : [ "700003" ], "createdAt" : "2026-01-02T08:03:00.000Z" } },
        { "messageCreate" : { "reactions" : [ ], "urls" : [ ], "text" : "eight o'clock", "mediaUrls" : [ ], "senderId" : "700003", "id" : "22", "createdAt" : "2026-01-02T08:00:02.000Z" } },
        { "messageCreate" : { "reactions" : [ ], "urls" : [ ], "text" : "when do we row?", "mediaUrls" : [ ], "senderId" : "700002", "id" : "21", "createdAt" : "2026-01-02T08:00:01.000Z" } },
        { "conversationNameUpdate" : { "initiatingUserId" : "700001", "name" : "Rowers", "createdAt" : "2026-01-02T08:00:00.500Z" } },
        { "joinConversation" : { "initiatingUserId" : "700001", "participantsSnapshot" : [ "700001", "700002", "700003" ], "createdAt" : "2026-01-02T08:00:00.000Z" } }
      ]
    }
  }
]
