window.YTD.direct_messages.part0 = [
  {
    "dmConversation" : {
      "conversationId" : "700001-700002",
      "messages" : [
        { "hologramCreate" : { "id" : "16", "senderId" : "700002", "createdAt" : "2026-01-03T09:10:00.000Z" } },
        { "messageCreate" : { "recipientId" : "700002", "reactions" : [ ], "urls" : [ ], "text" : "no time", "mediaUrls" : [ ], "senderId" : "700001", "id" : "15", "createdAt" : "soon" } },
        { "messageCreate" : { "recipientId" : "700001", "reactions" : [ ], "urls" : [ { "url" : "https://t.co/aaaa", "expanded" : "https://twitter.com/messages/media/14", "display" : "pic.twitter.com/aaaa" } ], "text" : "look &amp; laugh https://t.co/aaaa", "mediaUrls" : [ "https://ton.twitter.com/dm/14/1/x.jpg" ], "senderId" : "700002", "id" : "14", "createdAt" : "2026-01-03T09:08:00.000Z" } },
        { "reactionCreate" : { "senderId" : "700001", "reactionKey" : "funny", "eventId" : "14", "createdAt" : "2026-01-03T09:08:30.000Z" } },
        { "messageCreate" : { "recipientId" : "700002", "reactions" : [ { "senderId" : "700002", "reactionKey" : "like", "eventId" : "90", "createdAt" : "2026-01-03T09:07:30.000Z" } ], "urls" : [ { "url" : "https://t.co/bbbb", "expanded" : "https://example.org/lake", "display" : "example.org/lake" } ], "text" : "still at the lake\nhttps://t.co/bbbb", "mediaUrls" : [ ], "senderId" : "700001", "id" : "13", "createdAt" : "2026-01-03T09:07:00.250Z" } },
        { "messageCreate" : { "recipientId" : "700002", "reactions" : [ ], "urls" : [ ], "text" : "still at the lake", "mediaUrls" : [ ], "senderId" : "700001", "id" : "13", "createdAt" : "2026-01-03T09:07:00.250Z" } },
        { "messageCreate" : { "recipientId" : "700001", "reactions" : [ ], "urls" : [ ], "text" : "are you up?", "mediaUrls" : [ ], "senderId" : "700002", "id" : "12", "createdAt" : "2026-01-03T09:04:00.000Z" } },
        7
      ]
    }
  },
  {
    "dmConversation" : {
      "conversationId" : "700001-700003",
      "messages" : [ ]
    }
  }
]
