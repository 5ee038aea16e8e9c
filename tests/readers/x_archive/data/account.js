window.YTD.account.part0 = [
  {
    "account" : {
      "email" : "imke@example.org",
      "username" : "imke_w",
      "accountId" : "700001",
      "createdAt" : "2019-02-03T10:00:00.000Z",
      "accountDisplayName" : "Imke"
    }
  }
]
